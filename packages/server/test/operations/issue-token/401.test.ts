import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { StorageUnavailable } from '../../../src/storage/storage.ts';
import { faultyStorage, storageWith } from '../../http/faulty-storage.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { Service } from '../../service/service.ts';
import { testClientAuthentication } from '../oauth-cases/client-authentication.ts';
import { basicOf, FORM_TYPE, formRequest, newClient, post } from '../oauth-cases/endpoint.ts';
import { ISSUE } from '../oauth-cases/endpoints.ts';
import { assertOAuthRefusal } from '../oauth-cases/refusal.ts';

provesItsStatus(import.meta.filename);

testClientAuthentication(ISSUE);

const PATH = ISSUE.operation.paths.v1;

test('an application that is deleted while its token is made gets none', async () => {
  await using service = await Service.start({
    wrapStorage: (storage) =>
      storageWith(storage, {
        issueToken: async (token, context) => {
          await storage.deleteApplication(token.clientId, context);
          return storage.issueToken(token, context);
        },
      }),
  });
  const client = await newClient(service);

  assertOAuthRefusal(await post(service, PATH, formRequest(client, ISSUE.form)), 401, 'invalid_client');
});

describe('a refusal is written to the audit log', () => {
  const refusals = (service: Service) => service.storage.listAudit({ action: 'token.refused', limit: 100 });
  const headers = { 'user-agent': 'Integration/1.0' };

  test('of a known application, with who asked and from where, and without the secret', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    const wrong = { ...client, clientSecret: 'a wrong secret' };

    const answer = await post(service, PATH, formRequest(wrong, ISSUE.form, { headers }));

    const [entry, ...others] = await refusals(service);
    assert.deepEqual(others, []);
    assert.ok(entry);
    const { sequence, ...rest } = entry;
    assert.ok(sequence > 0);
    assert.deepEqual(rest, {
      time: '2026-03-01T12:00:00.000Z',
      action: 'token.refused',
      outcome: 'refused',
      reason: 'invalid_client',
      accountId: client.accountId,
      subject: client.clientId,
      actor: { kind: 'application', id: client.clientId, address: '127.0.0.1', userAgent: 'Integration/1.0' },
      requestId: answer.headers['x-request-id'],
      detail: {},
    });
  });

  test('of an unknown application, without an account', async () => {
    await using service = await Service.start();
    const client = { ...(await newClient(service)), clientId: '00000000-0000-4000-8000-000000000000' };
    await post(service, PATH, formRequest(client, ISSUE.form));

    const [entry] = await refusals(service);
    assert.equal(entry?.subject, client.clientId);
    assert.equal(entry?.accountId, undefined);
  });

  test('of a proven application that asks for the wrong thing', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    await post(service, PATH, formRequest(client, 'grant_type=password'));

    const [entry] = await refusals(service);
    assert.equal(entry?.reason, 'unsupported_grant_type');
    assert.equal(entry?.accountId, client.accountId);
  });

  test('never with what was sent in the place of the client id, which may be a secret', async () => {
    await using service = await Service.start();
    const { clientId, clientSecret } = await newClient(service);
    for (const authorization of [`${clientSecret}:${clientId}`, `hunter2:${clientId}`, `${clientSecret}:`]) {
      const request = { authorization: basicOf(authorization), contentType: FORM_TYPE, body: ISSUE.form };
      assertOAuthRefusal(await post(service, PATH, request), 401, 'invalid_client');
    }

    const text = JSON.stringify(await service.storage.listAudit({ limit: 100 }));
    assert.equal((await refusals(service)).length, 3);
    assert.doesNotMatch(text, /hunter2/);
    assert.ok(!text.includes(clientSecret));
  });

  test('but not without end: beyond the guard, and where nothing was guessed, nothing is written', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    const wrong = { ...client, clientSecret: 'wrong' };
    for (let count = 0; count < 30; count++) await post(service, PATH, formRequest(wrong, ISSUE.form));
    const nobody = { ...wrong, clientId: '00000000-0000-4000-8000-000000000000' };
    await post(service, PATH, formRequest(nobody, ISSUE.form, { contentType: 'text/plain' }));
    await post(service, PATH, formRequest(nobody, `${ISSUE.form}&client_secret=x`));
    await post(service, PATH, formRequest(nobody, ISSUE.form, { authorization: undefined }));

    assert.equal((await refusals(service)).length, 20);
  });

  test('and the caller is told when that cannot be done', async () => {
    const wrapStorage = faultyStorage(['appendAudit'], new StorageUnavailable('full'));
    await using service = await Service.start({ wrapStorage });
    const client = { ...(await newClient(service)), clientSecret: 'wrong' };

    assertOAuthRefusal(await post(service, PATH, formRequest(client, ISSUE.form)), 503, 'temporarily_unavailable');
  });
});
