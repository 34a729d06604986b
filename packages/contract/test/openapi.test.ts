import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERRORS, type JsonObject, OPERATIONS } from '../src/index.ts';
import { openApiDocument, REFERENCE_TARGET } from '../src/openapi/documents.ts';

type Document = {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, JsonObject> }>>;
};

test('every operation stands in the documents of the versions it has, under its own id', () => {
  const users = OPERATIONS.filter(({ kind }) => kind === 'users').map(({ id }) => id);
  const others = OPERATIONS.filter(({ kind }) => kind !== 'users').map(({ id }) => id);

  assert.deepEqual(operationIds('users-v1'), [...users].sort());
  assert.deepEqual(operationIds('users-v1beta1'), [...users].sort());
  assert.deepEqual([...new Set(operationIds('oauth').map((id) => id.replace(/Preview$/, '')))], [...others].sort());
});

test('a deployment that serves one version documents only its paths', () => {
  const paths = Object.keys(read('oauth', ['v1']).paths);

  assert.ok(paths.includes('/v1/oauth/token'));
  assert.ok(!paths.some((path) => path.startsWith('/v1beta1/')));
});

test('an operation declares the status of every refusal it can answer, and of no other', () => {
  const { paths } = read('users-v1', ['v1']);
  const suspend = paths['/v1/accounts/{account}/users/{user}:suspend']?.post;

  assert.deepEqual(Object.keys(suspend?.responses ?? {}).sort(), [
    '200',
    '400',
    '401',
    '403',
    '404',
    '408',
    '429',
    '431',
    '500',
    '503',
  ]);
  assert.equal(ERRORS.no_owner_remain.status, 403);
});

function read(name: 'users-v1' | 'users-v1beta1' | 'oauth', apiVersions: readonly ('v1' | 'v1beta1')[]): Document {
  return openApiDocument(name, { ...REFERENCE_TARGET, apiVersions }) as unknown as Document;
}

function operationIds(name: 'users-v1' | 'users-v1beta1' | 'oauth'): string[] {
  const { paths } = read(name, REFERENCE_TARGET.apiVersions);
  return Object.values(paths)
    .flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId))
    .sort();
}
