import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ApiVersion, PREVIEW_DEPRECATED_AT } from '@rollcall/contract';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { ManualClock } from '../../service/manual-clock.ts';
import type { Answer } from '../../service/request.ts';
import { basic, Service } from '../../service/service.ts';
import { ask, assertRefused, call, control, issueToken, makeAccount, post, tokenOf } from './controls.ts';

const PREVIEW_TOKEN = '/v1beta1/users/oauth2/token';
const PREVIEW_REVOKE = '/v1beta1/users/oauth2/revoke';

test('the preview is deprecated, then leads nowhere by the clock of the account, and may live on after all', async () => {
  const clock = new ManualClock();
  await using sandbox = await startSandbox({ clock });
  const account = await makeAccount(sandbox);
  const other = await makeAccount(sandbox);
  const [token, otherToken] = [await tokenOf(account), await tokenOf(other)];
  const at = `/accounts/${account.account_id}/cut-over`;
  assertRefused(await control(sandbox, 'GET', at), 404, 'not_found');
  assert.equal((await call(account, token, 'GET', '', 'v1beta1')).headers.sunset, undefined);

  const sunset = new Date(clock.now() + 600_000);
  const moments = { deprecation_time: '2026-02-01T00:00:00.000Z', sunset_time: sunset.toISOString() };
  assert.deepEqual((await control(sandbox, 'PUT', at, { body: moments })).json, moments);
  assert.deepEqual((await control(sandbox, 'GET', at)).json, moments);
  const assertAnnounced = ({ headers }: Answer, successor: string) => {
    assert.equal(headers.deprecation, `@${Date.parse(moments.deprecation_time) / 1000}`);
    assert.equal(headers.sunset, sunset.toUTCString());
    assert.equal(headers.link, `<${successor}>; rel="successor-version"`);
  };
  assertAnnounced(await call(account, token, 'GET', '', 'v1beta1'), `/v1/accounts/${account.account_id}/users`);
  assertAnnounced(await issueToken(account, PREVIEW_TOKEN), '/v1/oauth/token');
  assertAnnounced(await post(account, PREVIEW_REVOKE, { token: 'none' }), '/v1/oauth/revoke');
  assert.equal((await call(account, token, 'GET', '')).headers.sunset, undefined);

  await control(sandbox, 'POST', `/accounts/${account.account_id}/clock:advance`, { body: { seconds: 599 } });
  assert.equal((await call(account, token, 'GET', '', 'v1beta1')).status, 200);
  await control(sandbox, 'POST', `/accounts/${account.account_id}/clock:advance`, { body: { seconds: 1 } });
  const people = `/v1beta1/accounts/${account.account_id}/users`;
  const bearer = { authorization: `Bearer ${token}` };
  const { client_id: clientId, client_secret: clientSecret } = account;
  const credentials = { authorization: basic({ clientId, clientSecret }) };
  await using successor = await Service.start({ apiVersions: ['v1'] });
  for (const [method, path, headers] of [
    ['GET', people, bearer],
    ['DELETE', people, bearer],
    ['POST', `${people}/ABCDEFGHIJKLMNOPQRSTUVWXYZ:suspend`, bearer],
    ['POST', PREVIEW_TOKEN, credentials],
    ['GET', PREVIEW_TOKEN, credentials],
    ['POST', PREVIEW_REVOKE, credentials],
  ] as const) {
    const answer = await ask(account.base_url + path, method, headers);
    assertRefused(answer, 404, 'path_not_found');
    const wanted = await ask(successor.app.baseUrl + path, method, headers);
    assert.deepEqual(comparable(answer, account.base_url), comparable(wanted, successor.app.baseUrl));
  }
  assert.equal((await call(account, token, 'GET', '')).status, 200);
  await tokenOf(account);
  // Nobody else notices.
  assert.equal((await call(other, otherToken, 'GET', '', 'v1beta1')).status, 200);

  assert.equal((await control(sandbox, 'DELETE', at)).status, 204);
  assert.equal((await call(account, token, 'GET', '', 'v1beta1')).status, 200);
  assertRefused(await control(sandbox, 'GET', at), 404, 'not_found');
  assert.equal((await control(sandbox, 'DELETE', at)).status, 204);
});

test('without a deprecation it is the published one; one after the sunset is refused; a reset forgets both', async () => {
  await using sandbox = await startSandbox();
  const account = await makeAccount(sandbox);
  const at = `/accounts/${account.account_id}`;
  const put = (body: object) => control(sandbox, 'PUT', `${at}/cut-over`, { body });
  const late = { deprecation_time: '2027-01-02T00:00:00Z', sunset_time: '2027-01-01T00:00:00Z' };
  assertRefused(await put(late), 400, 'invalid_control');
  for (const body of [{}, { sunset_time: 'soon' }, { sunset_time: '2027-01-01' }, { sunset: '2027-01-01T00:00:00Z' }]) {
    assertRefused(await put(body), 400, 'invalid_control');
  }
  assertRefused(await control(sandbox, 'GET', `${at}/cut-over`), 404, 'not_found');
  const answer = await put({ sunset_time: '2099-01-01T01:00:00+01:00' });
  assert.deepEqual(answer.json, { sunset_time: '2099-01-01T00:00:00.000Z' });
  const { headers } = await call(account, await tokenOf(account), 'GET', '', 'v1beta1');
  assert.equal(headers.deprecation, `@${Date.parse(PREVIEW_DEPRECATED_AT) / 1000}`);
  await control(sandbox, 'POST', `${at}:reset`);
  assertRefused(await control(sandbox, 'GET', `${at}/cut-over`), 404, 'not_found');
});

const DOCUMENTS = [
  '/.well-known/oauth-authorization-server',
  '/.well-known/oauth-protected-resource',
  '/openapi/oauth.json',
  '/openapi/users-v1.json',
  '/openapi/users-v1beta1.json',
];

for (const versions of [['v1'], ['v1beta1'], ['v1beta1', 'v1']] as const satisfies readonly ApiVersion[][]) {
  test(`path families ${versions.join(' and ')}: an account that is changed answers like a server started so`, async () => {
    await using sandbox = await startSandbox();
    const body = { api_versions: [...versions] };
    const at = `/accounts/${sandbox.accountId}`;
    assert.deepEqual((await control(sandbox, 'PATCH', at, { body })).json.api_versions, body.api_versions);
    await using service = await Service.start({ apiVersions: versions });
    const paths = [
      ...DOCUMENTS,
      ...(['v1', 'v1beta1'] as const).map((version) => `/${version}/accounts/${sandbox.accountId}/users`),
      '/v1/oauth/token',
      '/v1/oauth/introspect',
      PREVIEW_TOKEN,
      PREVIEW_REVOKE,
    ];
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'PUT']) {
        const [got, wanted] = await Promise.all([
          ask(sandbox.baseUrl + path, method),
          ask(service.app.baseUrl + path, method),
        ]);
        assert.equal(got.status, wanted.status, `${method} ${path}`);
        assert.deepEqual(
          comparable(got, sandbox.baseUrl),
          comparable(wanted, service.app.baseUrl),
          `${method} ${path}`,
        );
      }
    }
  });
}

/** Without what differs between any two answers. */
function comparable({ headers, text }: Answer, baseUrl: string): unknown {
  const { 'x-request-id': id, date: _, 'content-length': __, ...others } = headers;
  const own = (value: string) => value.replaceAll(String(id), 'ID').replaceAll(baseUrl, 'URL');
  return [JSON.parse(own(JSON.stringify(others))), own(text)];
}
