import { type ApiVersion, OPENAPI_DOCUMENTS, OPERATIONS } from '@rollcall/contract';

export interface KnownPath {
  readonly method: string;
  readonly path: string;
  readonly isOAuth: boolean;
}

const ACCOUNT = 'A'.repeat(26);
const USER = 'B'.repeat(26);

/** Every path a service with these families serves. */
export function everyPath(versions: readonly ApiVersion[]): KnownPath[] {
  const operations = OPERATIONS.flatMap((operation): KnownPath[] => {
    const { method } = operation;
    if (operation.kind === 'metadata') return [{ method, path: operation.path, isOAuth: false }];
    if (operation.kind === 'oauth') {
      return versions.map((version) => ({ method, path: operation.paths[version], isOAuth: true }));
    }
    const path = operation.path.replace('{account}', ACCOUNT).replace('{user}', USER);
    return versions.map((version) => ({ method, path: `/${version}${path}`, isOAuth: false }));
  });
  const documents = OPENAPI_DOCUMENTS.filter(
    (name) => name === 'oauth' || versions.some((version) => name === `users-${version}`),
  );
  return [
    ...operations,
    ...documents.map((name) => ({ method: 'GET', path: `/openapi/${name}.json`, isOAuth: false })),
  ];
}
