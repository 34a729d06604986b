import type { JsonObject } from './json.ts';

/** What every document begins with. */
export function head(
  serverUrl: string,
  info: { readonly title: string; readonly version: string; readonly summary: string; readonly description: string },
): JsonObject {
  const about = 'Rollcall: an open, self-hosted implementation of the Users API for Partners.';
  return {
    openapi: '3.1.1',
    info: {
      ...info,
      description: `${about} ${info.description}`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
  };
}

/** A path, its method and what is to be said of it. */
export type PathEntry = readonly [path: string, method: string, operation: JsonObject];

export function pathsFrom(entries: readonly PathEntry[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const [path, method, operation] of entries) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  }
  return paths;
}
