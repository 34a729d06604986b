import { type ApiVersion, PREVIEW_DEPRECATED_AT } from '@rollcall/contract';
import type { Door } from './door.ts';

/**
 * What answers of the preview family carry once a sunset is set: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and,
 * where the successor is served too, the `Link` to it.
 */
export function createPreviewHeaders({
  previewSunset: sunset,
  previewDeprecation: deprecation,
  apiVersions,
}: Pick<Door, 'previewSunset' | 'previewDeprecation' | 'apiVersions'>): (
  version: ApiVersion,
  successorPath: () => string,
) => Record<string, string> {
  if (!sunset) return () => ({});
  // A sunset is never earlier than the deprecation (RFC 9745 section 4).
  const deprecatedAt = Math.min(deprecation?.getTime() ?? Date.parse(PREVIEW_DEPRECATED_AT), sunset.getTime());
  const fixed = { deprecation: `@${Math.floor(deprecatedAt / 1000)}`, sunset: sunset.toUTCString() };
  const hasSuccessor = apiVersions.includes('v1');
  return (version, successorPath) => {
    if (version !== 'v1beta1') return {};
    return hasSuccessor ? { ...fixed, link: `<${asUriReference(successorPath())}>; rel="successor-version"` } : fixed;
  };
}

/** The path of a preview request in the family that succeeds it, without the query and without a host. */
export function successorPath(url: string): string {
  const end = url.indexOf('?');
  return (end < 0 ? url : url.slice(0, end)).replace(/^(?:https?:\/\/[^/]*)?\/v1beta1\//i, '/v1/');
}

/** A path comes as the caller sent it: what could end the reference or add a parameter to it is encoded. */
function asUriReference(path: string): string {
  return path.replace(/[^\w\-.~!$&'()*+,;=:@/%]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}
