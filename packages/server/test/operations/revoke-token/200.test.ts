import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newAccessToken } from '../../../src/domain/credentials.ts';
import { systemRandom } from '../../../src/domain/random.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { type Client, Service } from '../../service/service.ts';
import { testFormTypes } from '../oauth-cases/bad-requests.ts';
import { formRequest, newClient, post, postBoth } from '../oauth-cases/endpoint.ts';
import { REVOKE } from '../oauth-cases/endpoints.ts';

provesItsStatus(import.meta.filename);

testFormTypes(REVOKE);

const { v1, v1beta1 } = REVOKE.operation.paths;
const listStatus = async (service: Service, client: Client, token: string) =>
  (await service.call(token, 'GET', `/v1/accounts/${client.accountId}/users`)).status;

for (const path of [v1, v1beta1]) {
  test(`a token is dead on the next call, and only this one (${path})`, async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    const [token, other] = [await service.token(client), await service.token(client, 'v1beta1')];
    assert.equal(await listStatus(service, client, token), 200);

    const answer = await service.form(path, client, { token });

    assert.equal(answer.status, 200);
    assert.equal(answer.text, '');
    assert.equal(answer.headers['content-length'], '0');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal(await listStatus(service, client, token), 401);
    assert.equal(await listStatus(service, client, other), 200);
  });
}

describe('the same empty answer', () => {
  test('for a token that is unknown, dead, expired or no token at all', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    const [revoked, expired] = [await service.token(client), await service.token(client)];
    await service.form(v1, client, { token: revoked });
    service.clock.advance(901);
    for (const token of [
      revoked,
      expired,
      newAccessToken(systemRandom),
      'nonsense',
      ' ',
      client.clientSecret,
      '\0',
      '🔑',
    ]) {
      for (const answer of await postBoth(service, REVOKE, formRequest(client, `token=${encodeURIComponent(token)}`))) {
        assert.equal(answer.status, 200);
        assert.equal(answer.text, '');
      }
    }
  });

  test("for another application's token, which stays valid", async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    const others = [await service.client(client.accountId), await newClient(service)];
    for (const other of others) {
      const token = await service.token(other);
      for (const answer of await postBoth(service, REVOKE, formRequest(client, `token=${token}`))) {
        assert.equal(answer.status, 200);
        assert.equal(answer.text, '');
      }
      assert.equal(await listStatus(service, other, token), 200);
    }
    assert.deepEqual(await service.storage.listAudit({ action: 'token.revoked', limit: 10 }), []);
  });

  test('with a token_type_hint, right or wrong', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    for (const token_type_hint of ['access_token', 'refresh_token', 'nonsense', '']) {
      const token = await service.token(client);
      assert.equal((await service.form(v1, client, { token, token_type_hint })).status, 200);
      assert.equal(await listStatus(service, client, token), 401);
    }
  });
});

test('many at once: each is dead when its answer arrives', async () => {
  await using service = await Service.start();
  const client = await newClient(service);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => service.token(client)));

  const statuses = await Promise.all(
    tokens.map(async (token) => {
      await service.form(v1, client, { token });
      return listStatus(service, client, token);
    }),
  );

  assert.deepEqual(new Set(statuses), new Set([401]));
});

test('the audit log has one entry for the token that died, and none for repeats', async () => {
  await using service = await Service.start();
  const client = await newClient(service);
  const token = await service.token(client);
  const request = formRequest(client, `token=${token}`, { headers: { 'user-agent': 'Integration/1.0' } });

  const answer = await post(service, v1, request);
  await post(service, v1, request);

  const [entry, ...others] = await service.storage.listAudit({ action: 'token.revoked', limit: 10 });
  assert.deepEqual(others, []);
  assert.ok(entry);
  assert.equal(entry.outcome, 'success');
  assert.equal(entry.accountId, client.accountId);
  assert.equal(entry.subject, client.clientId);
  assert.equal(entry.requestId, answer.headers['x-request-id']);
  assert.deepEqual(entry.actor, {
    kind: 'application',
    id: client.clientId,
    address: '127.0.0.1',
    userAgent: 'Integration/1.0',
  });
  assert.ok(!JSON.stringify(entry).includes(token));
});

test('deleting an application kills its tokens at once', async () => {
  await using service = await Service.start();
  const client = await newClient(service);
  const beside = await service.client(client.accountId);
  const tokens = [await service.token(client), await service.token(client)];
  const token = await service.token(beside);

  await service.storage.deleteApplication(client.clientId, service.context());

  for (const each of tokens) assert.equal(await listStatus(service, client, each), 401);
  assert.equal(await listStatus(service, client, token), 200);
});
