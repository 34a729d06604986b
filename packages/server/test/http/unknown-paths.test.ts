import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Client, Service, somebody } from '../service/service.ts';

let service: Service;
let client: Client;
let token: string;
const person = somebody(0);
before(async () => {
  service = await Service.start();
  client = await service.client(await service.account([person]));
  token = await service.token(client);
});
after(() => service[Symbol.asyncDispose]());

describe('a path or verb that is not there is 404 path_not_found, with a token and without', () => {
  const paths = (account: string, user: string) => [
    '/',
    '//',
    '/v1',
    '/v1/',
    '/v2/accounts',
    `/v1/accounts/${account}`,
    `/v1/accounts/${account}/`,
    `/v1/accounts/${account}/groups`,
    `/v1/accounts/${account}/users/`,
    `/v1/accounts/${account}/users/${user}/`,
    `/v1/accounts/${account}/users/${user}/suspend`,
    `/v1/accounts/${account}/users/${user}:`,
    `/v1/accounts/${account}/users/${user}:delete`,
    `/v1/accounts/${account}/users/${user}:Suspend`,
    `/v1/accounts/${account}/users/${user}:check`,
    `/v1/accounts/${account}/users/${user}:checksuspend`,
    `/v1/accounts/${account}/users/${user}:suspend:suspend`,
    `/v1/accounts/${account}/users/${user}::suspend`,
    `/v1/accounts/${account}/users/${user}:suspend/`,
    `/v1/accounts/${account}/users/:suspend`,
    `/v1//accounts/${account}/users`,
    `//v1/accounts/${account}/users`,
    `/V1/accounts/${account}/users`,
    `/v1/Accounts/${account}/users`,
    `/v1/accounts/${account}/users/../users`,
    `/v1/accounts/${account}/./users`,
    `/v1/../v1/accounts/${account}/users`,
    `/v1/accounts%2F${account}%2Fusers`,
    '/v1/oauth/token/',
    '/v1/users/oauth2/token',
    '/v1beta1/oauth/token',
    '/oauth/token',
    '/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server/v1',
    '/openapi/users-v2.json',
    '/openapi/../package.json',
    '/metrics',
    '/healthz',
    '/constructor',
    '/__proto__',
  ];
  for (const method of ['GET', 'POST', 'DELETE', 'PROPFIND']) {
    test(method, async () => {
      for (const path of paths(client.accountId, person.id)) {
        for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
          const answer = await service.send(method, path, { headers });

          assert.equal(answer.status, 404, path);
          assert.deepEqual([answer.json.code, answer.json.message], [5, 'path_not_found'], path);
        }
      }
    });
  }
});

test('what stands in the place of an id and is none is refused as an id', async () => {
  const users = `/v1/accounts/${client.accountId}/users`;
  const ids = [
    'a%2Fb',
    '..%2f..%2f',
    '%00',
    '%2e%2e',
    '..',
    '%',
    '%20',
    '%F0%9F%94%91',
    person.id.toLowerCase(),
    '*',
    'x'.repeat(128),
  ];
  for (const id of ids.filter((each) => each !== '%')) {
    for (const [method, path] of [
      ['GET', `${users}/${id}`],
      ['POST', `${users}/${id}:suspend`],
      ['GET', `${users}/${id}:checkSuspend`],
    ] as const) {
      const answer = await service.call(token, method, path);

      assert.equal(answer.status, 404, path);
      assert.equal(answer.json.message, 'user_not_found', path);
    }
    const inAccount = await service.call(token, 'GET', `/v1/accounts/${id}/users`);
    assert.equal(inAccount.json.message, 'account_not_found', id);
  }
});

test('path parts and queries of enormous length', async () => {
  const long = 'A'.repeat(8000);
  const users = `/v1/accounts/${client.accountId}/users`;

  assert.equal((await service.call(token, 'GET', `${users}/${long}`)).status, 404);
  assert.equal((await service.call(token, 'GET', `/${'a/'.repeat(4000)}`)).status, 404);
  assert.equal((await service.call(token, 'GET', `${users}?x=${long}`)).status, 200);
  assert.equal((await service.call(token, 'GET', `${users}?${'x&'.repeat(4000)}`)).status, 200);
  assert.equal((await service.call(token, 'GET', `${users}?filter=${long}`)).status, 400);
  assert.equal((await service.call(token, 'GET', `${users}?page_token=${long}`)).status, 400);
});

test('percent encodings that cannot be decoded are malformed', async () => {
  for (const part of ['%', '%z', '%zz', '%E0%A4', '%E0%A4%A', '%ff', '%C3%28', '%u0041']) {
    for (const path of [`/v1/accounts/${part}/users`, `/v1/accounts/${client.accountId}/users/${part}`]) {
      const answer = await service.call(token, 'GET', path);

      assert.equal(answer.status, 400, path);
      assert.equal(answer.json.message, 'malformed_request');
    }
  }
});
