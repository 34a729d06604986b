import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { type Client, createClient, type ErrorCode, type OperationId, REGION_BASE_URLS } from '@rollcall/client';
import {
  ACCOUNT_ID_PATTERN,
  API_VERSIONS,
  type ApiVersion,
  ERRORS,
  issueToken,
  listUsers,
  MAX_PAGE_SIZE,
  OPERATIONS,
  type Operation,
  TOKEN_SCOPE,
} from '@rollcall/contract';
import { refusalOf } from './support/scene.ts';

const accountId = 'ACMEACMEACMEACMEACMEACMEAC';
const userId = 'B'.repeat(26);
const person = { id: userId, state: 'ACTIVE' };

/** How each operation is called. The compiler wants every one that the client knows. */
const CALLS: Readonly<Record<OperationId, (client: Client) => Promise<unknown>>> = {
  ListUsers: ({ users }) => Array.fromAsync(users.list({ filter: 'active', pageSize: MAX_PAGE_SIZE, pageToken: 'T' })),
  GetUser: ({ users }) => users.get(userId),
  SuspendUser: ({ users }) => users.suspend(userId),
  ReactivateUser: ({ users }) => users.reactivate(userId),
  CheckSuspendUser: ({ users }) => users.checkSuspend(userId),
  CheckReactivateUser: ({ users }) => users.checkReactivate(userId),
  IssueToken: ({ token }) => token.get(),
  RevokeToken: ({ token }) => token.revoke('given'),
};

/** What the client sends for an operation, and what it makes of an answer. */
async function requestOf(operation: OperationId, apiVersion: ApiVersion): Promise<Request> {
  const sent: Request[] = [];
  const client = clientOn(apiVersion, (request) => {
    sent.push(request);
    return Response.json({ ...person, access_token: 'token', results: [] });
  });
  await CALLS[operation](client);
  const [last] = sent.slice(-1);
  assert.ok(last);
  return last;
}

function clientOn(apiVersion: ApiVersion, answer: (request: Request) => Response): Client {
  return createClient({
    baseUrl: 'https://users.example.com',
    accountId,
    clientId: 'id',
    clientSecret: 'secret',
    apiVersion,
    retry: false,
    fetch: async (url, init) => answer(new Request(url, init)),
  });
}

function declarationOf(id: OperationId): Operation {
  const found = OPERATIONS.find((each) => each.id === id);
  assert.ok(found, `${id} is no operation of the contract`);
  return found;
}

for (const apiVersion of API_VERSIONS) {
  describe(`what is sent is what the contract declares, ${apiVersion}`, () => {
    for (const id of Object.keys(CALLS) as OperationId[]) {
      it(id, async () => {
        const declared = declarationOf(id);
        const request = await requestOf(id, apiVersion);
        const { pathname, searchParams } = new URL(request.url);
        assert.equal(request.method, declared.method);
        assert.equal(request.redirect, 'manual');
        if (declared.kind === 'metadata') return assert.fail('no operation of a client');
        if (declared.kind === 'oauth') {
          assert.equal(pathname, declared.paths[apiVersion]);
          assert.match(request.headers.get('authorization') ?? '', /^Basic /);
          const form = new URLSearchParams(await request.text());
          for (const name of form.keys()) assert.ok(name in declared.form, name);
        } else {
          const path = declared.path.replace('{account}', accountId).replace('{user}', userId);
          assert.equal(pathname, `/${apiVersion}${path}`);
          assert.equal(request.headers.get('authorization'), 'Bearer token');
          for (const name of searchParams.keys()) assert.ok(name in declared.query, name);
          assert.equal(await request.text(), '');
        }
      });
    }
  });
}

it('a list asks with the filters and the names that the contract declares', async () => {
  const { searchParams } = new URL((await requestOf('ListUsers', 'v1')).url);
  assert.deepEqual(Object.fromEntries(searchParams), {
    filter: 'user.isActive()',
    max_page_size: '1000',
    page_token: 'T',
  });
  const filters: unknown[] = [];
  const client = clientOn('v1', (request) => {
    filters.push(new URL(request.url).searchParams.get('filter') ?? '');
    return Response.json({ access_token: 'token' });
  });
  for (const filter of ['active', 'suspended', undefined] as const)
    await Array.fromAsync(client.users.list({ filter }));
  assert.deepEqual(filters.slice(1), listUsers.query.filter.schema.enum);
});

it('a token is asked for as the contract declares', async () => {
  const form = new URLSearchParams(await (await requestOf('IssueToken', 'v1')).text());
  assert.deepEqual(Object.fromEntries(form), {
    grant_type: issueToken.form.grant_type.schema.const,
    scope: TOKEN_SCOPE,
  });
});

it('every error of the catalogue has a code that tells it', async () => {
  const codes = new Map<string, ErrorCode>();
  for (const [message, { code, status }] of Object.entries(ERRORS)) {
    const client = clientOn('v1', (request) =>
      /token$/.test(request.url)
        ? Response.json({ access_token: 'token' })
        : Response.json({ code, message }, { status }),
    );
    const error = await refusalOf(client.users.suspend(userId));
    assert.equal(error.reason, message);
    codes.set(message, error.code);
  }
  const unexpected = [...codes].filter(([, code]) => code === 'ERR_UNEXPECTED_STATUS').map(([message]) => message);
  assert.deepEqual(unexpected, ['method_not_allowed', 'request_timeout', 'headers_too_large']);
  const preconditions = [...codes].filter(([message]) => [7, 9].includes(codeOf(message))).map(([, code]) => code);
  assert.deepEqual(preconditions.sort(), [
    'ERR_AUTOMATED_PROVISIONING',
    'ERR_EXTERNALLY_MANAGED',
    'ERR_INSUFFICIENT_SCOPE',
    'ERR_LAST_OWNER',
  ]);
});

function codeOf(message: string): number {
  return Object.entries(ERRORS).find(([name]) => name === message)?.[1].code ?? 0;
}

it('account ids are checked as published', () => {
  assert.match(accountId, new RegExp(ACCOUNT_ID_PATTERN));
  const make = (id: string) => () =>
    createClient({ region: 'eu', accountId: id, clientId: 'id', clientSecret: 'secret' });
  for (const id of ['0189'.padEnd(26, 'Z'), accountId]) assert.doesNotThrow(make(id));
  for (const id of [accountId.toLowerCase(), accountId.slice(1), `${accountId}A`]) assert.throws(make(id));
});

it('the regions are three hosts, over https', () => {
  const urls = Object.entries(REGION_BASE_URLS);
  assert.deepEqual(
    urls.map(([region]) => region),
    ['com', 'ca', 'eu'],
  );
  for (const [region, url] of urls) assert.match(url, new RegExp(`^https://api\\.1password\\.${region}$`));
});

it('the client introduces itself with the version of its package', async () => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  const request = await requestOf('GetUser', 'v1');
  assert.equal(request.headers.get('user-agent'), `rollcall-client/${version}`);
});
