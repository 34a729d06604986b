import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newAccessToken } from '../../../src/domain/credentials.ts';
import { systemRandom } from '../../../src/domain/random.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { type Client, Service } from '../../service/service.ts';
import { testFormTypes } from '../oauth-cases/bad-requests.ts';
import { formRequest, newClient, postBoth } from '../oauth-cases/endpoint.ts';
import { INTROSPECT } from '../oauth-cases/endpoints.ts';

provesItsStatus(import.meta.filename);

testFormTypes(INTROSPECT);

async function assertInactive(service: Service, client: Client, token: string): Promise<void> {
  const form = formRequest(client, new URLSearchParams({ token }).toString());
  for (const answer of await postBoth(service, INTROSPECT, form)) {
    assert.equal(answer.status, 200);
    assert.equal(answer.text, '{"active":false}', 'and nothing else is told');
  }
}

test('a live token of the application is described', async () => {
  await using service = await Service.start({ publicUrl: 'https://users.example.com' });
  const client = await newClient(service);
  const token = await service.token(client);
  service.clock.advance(899.5);

  for (const answer of await postBoth(service, INTROSPECT, formRequest(client, `token=${token}&token_type_hint=x`))) {
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal(
      answer.text,
      JSON.stringify({
        active: true,
        client_id: client.clientId,
        token_type: 'Bearer',
        scope: 'openid',
        iat: Date.parse('2026-03-01T12:00:00Z') / 1000,
        exp: Date.parse('2026-03-01T12:15:00Z') / 1000,
        sub: client.clientId,
        iss: 'https://users.example.com',
        account_id: client.accountId,
        application_name: 'Test',
        application_scopes: ['list_users', 'get_user', 'suspend_user', 'reactivate_user'],
      }),
    );
  }
});

test('name and scopes are those the application has now', async () => {
  await using service = await Service.start();
  const client = await newClient(service);
  const token = await service.token(client);
  const changes = { name: 'Zugriffsprüfung 審査 🦊', scopes: ['get_user'] } as const;
  await service.storage.updateApplication(client.clientId, changes, service.context());

  for (const { json } of await postBoth(service, INTROSPECT, formRequest(client, `token=${token}`))) {
    assert.deepEqual([json.application_name, json.application_scopes], [changes.name, changes.scopes]);
    assert.equal(json.scope, 'openid', 'the token has no other');
  }
});

test('a token that is expired, revoked, unknown or no token at all is inactive', async () => {
  await using service = await Service.start();
  const client = await newClient(service);
  const [expired, revoked] = [await service.token(client), await service.token(client)];
  await service.form('/v1/oauth/revoke', client, { token: revoked });
  await assertInactive(service, client, revoked);
  service.clock.advance(900);
  for (const token of [expired, revoked, newAccessToken(systemRandom), 'nonsense', client.clientSecret, '\0']) {
    await assertInactive(service, client, token);
  }
});

test("another application's token is inactive, whether of this account or another", async () => {
  await using service = await Service.start();
  const client = await newClient(service);
  for (const other of [await service.client(client.accountId), await newClient(service)]) {
    await assertInactive(service, client, await service.token(other));
  }
});

test('asking writes nothing to the audit log', async () => {
  await using service = await Service.start();
  const client = await newClient(service);
  const token = await service.token(client);
  const before = await service.storage.listAudit({ limit: 100 });
  await service.form('/v1/oauth/introspect', client, { token });
  await service.form('/v1/oauth/introspect', { ...client, clientSecret: 'wrong' }, { token });

  assert.deepEqual(await service.storage.listAudit({ limit: 100 }), before);
});
