import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Answer } from '../service/request.ts';
import { Service, type ServiceOptions } from '../service/service.ts';
import { faultyStorage } from './faulty-storage.ts';

const previewSunset = new Date('2027-06-30T12:00:00Z');
const NAMES = ['deprecation', 'sunset', 'link'] as const;

function previewHeaders({ headers }: Answer): (string | string[] | undefined)[] {
  return NAMES.map((name) => headers[name]);
}

/** The dates, and the path in the succeeding family. */
const expected = (successor: string) => [
  '@1767225600',
  'Wed, 30 Jun 2027 12:00:00 GMT',
  `<${successor}>; rel="successor-version"`,
];

/** Requests of the preview family that come to every kind of end, with where each leads in the next family. */
async function answers(options: ServiceOptions): Promise<[status: number, successor: string, answer: Answer][]> {
  await using service = await Service.start({ limits: { perMinute: 2, perHour: 0 }, ...options });
  const client = await service.client(await service.account([{}, {}]), ['list_users']);
  const token = await service.token(client, 'v1beta1');
  const users = `/accounts/${client.accountId}/users`;
  const grant = { grant_type: 'client_credentials' };
  const call = (method: string, path: string) => service.call(token, method, `/v1beta1${path}`);
  const form = (path: string, fields: Record<string, string>) =>
    service.form(`/v1beta1/users/oauth2/${path}`, client, fields);
  return [
    [200, `/v1${users}`, await call('GET', `${users}?max_page_size=1`)],
    [400, `/v1${users}`, await call('GET', `${users}?filter=x`)],
    [429, `/v1${users}`, await call('GET', users)],
    [401, `/v1${users}`, await service.send('GET', `/v1beta1${users}`)],
    [403, `/v1${users}/x%3Asuspend`, await call('POST', `${users}/x%3Asuspend`)],
    [405, `/v1${users}`, await service.send('PUT', `/v1beta1${users}?x=y`)],
    [405, '/v1/oauth/token', await service.send('GET', '/v1beta1/users/oauth2/token')],
    [401, `/v1${users}`, await service.send('GET', `http://localhost/v1beta1${users}`)],
    [404, '/v1/accounts/x/users', await call('GET', '/accounts/x/users')],
    [200, '/v1/oauth/token', await form('token', grant)],
    [200, '/v1/oauth/revoke', await form('revoke', { token: 'x' })],
    [200, '/v1/oauth/introspect', await form('introspect', { token: 'x' })],
    [400, '/v1/oauth/token', await form('token', {})],
    [
      401,
      '/v1/oauth/token',
      await service.form('/v1beta1/users/oauth2/token', { ...client, clientSecret: 'x' }, grant),
    ],
    [
      415,
      '/v1/oauth/revoke',
      await service.send('POST', '/v1beta1/users/oauth2/revoke', { headers: { 'content-type': ';' }, body: 'x' }),
    ],
  ];
}

describe('with a sunset, answers of the preview family carry Deprecation, Sunset and Link', () => {
  test('on success and on every refusal', async () => {
    for (const [status, successor, answer] of await answers({ previewSunset })) {
      assert.equal(answer.status, status, successor);
      assert.deepEqual(previewHeaders(answer), expected(successor));
    }
  });

  test('on our own faults', async () => {
    const wrapStorage = faultyStorage(['findToken'], new Error('broken'));
    await using service = await Service.start({ previewSunset, wrapStorage });
    const client = await service.client(await service.account());
    const path = `/accounts/${client.accountId}/users`;
    const answer = await service.call(await service.token(client), 'GET', `/v1beta1${path}`);

    assert.equal(answer.status, 500);
    assert.deepEqual(previewHeaders(answer), expected(`/v1${path}`));
  });

  test('without a Link where the successor is not served', async () => {
    for (const [, , answer] of await answers({ previewSunset, apiVersions: ['v1beta1'] })) {
      assert.deepEqual(previewHeaders(answer), [...expected('').slice(0, 2), undefined]);
    }
  });

  test('a sunset before the announcement moves the deprecation with it: it is never the later one', async () => {
    const sunset = new Date('2025-01-01T00:00:00Z');
    for (const [, , { headers }] of await answers({ previewSunset: sunset }))
      assert.equal(headers.deprecation, '@1735689600');
  });

  test('and what the caller put into the path cannot break out of the Link', async () => {
    await using service = await Service.start({ previewSunset });
    const answer = await service.send('GET', '/v1beta1/accounts/x>;rel="evil",<y/users');

    assert.equal(answer.headers.link, '</v1/accounts/x%3E;rel=%22evil%22,%3Cy/users>; rel="successor-version"');
  });
});

test('none of them without a sunset', async () => {
  for (const [, , answer] of await answers({}))
    assert.deepEqual(previewHeaders(answer), [undefined, undefined, undefined]);
});

test('none of them in the succeeding family', async () => {
  await using service = await Service.start({ previewSunset });
  const client = await service.client(await service.account());
  const token = await service.token(client);
  for (const answer of [
    await service.call(token, 'GET', `/v1/accounts/${client.accountId}/users`),
    await service.send('GET', `/v1/accounts/${client.accountId}/users`),
    await service.form('/v1/oauth/token', client, {}),
  ]) {
    assert.deepEqual(previewHeaders(answer), [undefined, undefined, undefined]);
  }
});
