import type { ApiVersion } from '@rollcall/client';
import { type Check, type Finding, failed, ok, warning } from './finding.ts';
import { servedFamilies } from './users-api.ts';

/** The path family in use is served, and will be. */
export const apiVersion: Check = {
  name: 'API version',
  needs: ['HTTP'],
  async run(evidence) {
    const used = evidence.connection.apiVersion;
    const families = await servedFamilies(evidence);
    const others = families.filter((family) => family !== used);
    if (!families.includes(used)) {
      return failed(
        `${used} is not served here, ${others.join(' and ')} is`,
        `Use --api-version ${others.join(' or ')}.`,
      );
    }
    const { headers } = await evidence.anonymous[used]();
    return describeEnd(used, headers, others) ?? ok(`${used} is in use, and served${and(others)}`);
  },
};

function and(others: readonly ApiVersion[]): string {
  return others.length === 0 ? '; nothing else is' : `; so is ${others.join(' and ')}`;
}

/** `Sunset` (RFC 8594) and `Deprecation` (RFC 9745) of the preview. */
function describeEnd(used: ApiVersion, headers: Headers, others: readonly ApiVersion[]): Finding | undefined {
  const wayOut = others.includes('v1')
    ? 'Move to --api-version v1, which this server has already.'
    : 'Ask who runs the server when v1 comes, and then use --api-version v1.';
  const sunset = headers.get('sunset');
  if (sunset !== null) {
    const end = new Date(sunset);
    const day = Number.isNaN(end.getTime()) ? sunset : end.toISOString().slice(0, 10);
    return warning(`${used} goes away on ${day}`, wayOut);
  }
  return headers.has('deprecation') ? warning(`${used} is to go away`, wayOut) : undefined;
}
