import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Administration as Server } from '../../../server/test/admin/administration.ts';
import type { Administration, WantedAudit } from '../../src/administration/administration.ts';
import { PLACES } from './places.ts';

const NOBODY = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const NOTHING = '7d444840-9dc0-4d1b-b245-5ffdce74fad2';
const WANTED = {
  name: 'Access review',
  description: 'Nightly.',
  redirectUrl: 'https://partner.example.com/callback',
  scopes: ['list_users', 'get_user'],
  requestsPerMinute: 7,
  requestsPerHour: undefined,
} as const;

for (const [place, administer] of Object.entries(PLACES)) {
  describe(place, () => {
    const test = (what: string, check: (administration: Administration, server: Server) => Promise<void>) =>
      it(what, async () => {
        await using server = await Server.start();
        await check(await administer(server), server);
      });

    test('accounts are made, counted and listed', async ({ accounts }, { service }) => {
      const made = await accounts.create({ id: NOBODY, name: 'Acme 株式会社', provisioning: 'automated' });
      const { createTime, ...facts } = made;
      assert.match(createTime, /Z$/);
      assert.deepEqual(facts, {
        id: NOBODY,
        name: 'Acme 株式会社',
        provisioning: 'automated',
        requestsPerMinute: undefined,
        requestsPerHour: undefined,
        users: { active: 0, suspended: 0 },
      });
      const other = await accounts.create({ id: undefined, name: 'Other', provisioning: 'manual' });
      assert.match(other.id, /^[A-Z2-7]{26}$/);
      await service.account([{ role: 'owner' }, {}, { state: 'SUSPENDED' }], 'manual', other.id);
      const counted = await accounts.get(other.id);
      assert.deepEqual(counted.users, { active: 2, suspended: 1 });
      const listed = await accounts.list();
      assert.deepEqual(new Set(listed.map(({ name }) => name)), new Set(['Acme 株式会社', other.id]));
      const taken = accounts.create({ id: NOBODY, name: 'Third', provisioning: 'manual' });
      await assert.rejects(taken, { message: /^There is (an account with the id|one of this name)/ });
      await assert.rejects(accounts.get(NOTHING.toUpperCase()), { message: /^There is no account/ });
    });

    test('accounts are changed, limits taken back too', async ({ accounts, audit }) => {
      const made = await accounts.create({ id: NOBODY, name: 'Acme', provisioning: 'manual' });
      const changes = { name: 'New', provisioning: 'automated', requestsPerMinute: 0, requestsPerHour: 9 } as const;
      assert.deepEqual(await accounts.update(NOBODY, changes), { ...made, ...changes });
      const back = { requestsPerMinute: undefined };
      assert.deepEqual(await accounts.update(NOBODY, back), { ...made, ...changes, ...back });
      assert.deepEqual(await accounts.get(NOBODY), { ...made, ...changes, ...back });
      const fields = async (filter: Partial<WantedAudit>) => {
        const entries = await audit.list({ accountId: NOBODY, action: 'account.updated', ...filter, limit: 5 });
        return entries.map(({ detail }) => detail.fields);
      };
      assert.deepEqual(await fields({ outcome: 'success' }), [
        'requests_per_minute',
        'name provisioning requests_per_minute requests_per_hour',
      ]);
      assert.deepEqual(await fields({ outcome: 'refused' }), []);
      assert.deepEqual(await fields({ actor: 'nobody' }), []);
      assert.deepEqual(await fields({ until: '2020-01-01T00:00:00.000Z' }), []);
    });

    test('applications are made, seen, changed and deleted', async ({ applications }, { service }) => {
      const accountId = await service.account();
      const { application, secret } = await applications.create({ accountId, ...WANTED });
      const { clientId, createTime, ...facts } = application;
      assert.match(createTime, /Z$/);
      assert.deepEqual(facts, { accountId, ...WANTED });
      assert.match(await service.token({ accountId, clientId, clientSecret: secret }), /^rct_/);
      const shown = await applications.get(clientId);
      assert.deepEqual(shown.application, application);
      assert.deepEqual(
        shown.secrets.map(({ label, expireTime }) => [label, expireTime]),
        [['First secret', undefined]],
      );
      assert.deepEqual(await applications.list(accountId), [application]);
      assert.deepEqual(await applications.list(undefined), [application]);

      const changes = { scopes: ['get_user'], requestsPerMinute: undefined, requestsPerHour: 0 } as const;
      const changed = await applications.update(clientId, changes);
      assert.deepEqual(changed, { ...application, ...changes });
      await applications.delete(clientId);
      assert.deepEqual(await applications.list(undefined), []);
    });

    test('secrets are added, rotated, revoked', async ({ applications }, { service }) => {
      const accountId = await service.account();
      const { application, secret } = await applications.create({ accountId, ...WANTED });
      const { clientId } = application;
      const status = async (clientSecret: string) =>
        (await service.form('/v1/oauth/token', { clientId, clientSecret }, { grant_type: 'client_credentials' }))
          .status;
      // Far from both clocks: the store's verbs ask this machine's, the server its own.
      const expireTime = '2999-12-31T00:00:00Z';
      const added = await applications.addSecret(clientId, { label: 'Second', expireTime });
      assert.deepEqual([added.secret.label, added.secret.expireTime], ['Second', expireTime]);
      assert.deepEqual([await status(secret), await status(added.text)], [200, 200]);

      await applications.revokeSecret(clientId, added.secret.id);
      assert.deepEqual([await status(secret), await status(added.text)], [200, 401]);
      const kept = await applications.rotateSecret(clientId, { label: 'Third', keepOldSeconds: 3600 });
      assert.deepEqual([await status(secret), await status(kept.text)], [200, 200]);
      const rotated = await applications.rotateSecret(clientId, { label: undefined, keepOldSeconds: 0 });
      assert.match(rotated.secret.label, /^Rotated on \d{4}-\d\d-\d\d$/);
      assert.deepEqual([await status(kept.text), await status(rotated.text)], [401, 200]);
      const token = await service.token({ accountId, clientId, clientSecret: rotated.text });
      assert.equal(typeof (await applications.revokeTokens(clientId)), 'number');
      assert.equal((await service.call(token, 'GET', `/v1/accounts/${accountId}/users`)).status, 401);
    });

    test('use is told once it is written down', async ({ applications }, { storage, service }) => {
      const { clientId } = await service.client(await service.account());
      const [secret] = await storage.listSecrets(clientId);
      const at = service.clock.now();
      const seen = { clientId, userAgent: 'acme/1', firstAt: at, lastAt: at };
      const use = { ...seen, secretId: secret?.id ?? '', address: '192.0.2.7', uses: 2 };
      await storage.recordCalls([{ ...seen, apiVersion: 'v1', calls: 3 }]);
      await storage.recordSecretUses([use]);
      const told = await applications.use(clientId);
      assert.deepEqual(told, { calls: [{ ...seen, apiVersion: 'v1', calls: 3 }], secretUses: [use] });
      const [known] = (await applications.get(clientId)).secrets;
      assert.equal(known?.lastUseTime, '2026-03-01T12:00:00Z');
    });

    test('what is not there is told in one sentence', async ({ accounts, applications, audit }, { service }) => {
      const accountId = await service.account();
      const { clientId } = await service.client(accountId);
      const secret = { label: 'x', expireTime: undefined };
      const rotation = { label: undefined, keepOldSeconds: 0 };
      const absent: readonly (readonly [() => Promise<unknown>, RegExp])[] = [
        [() => accounts.get(NOBODY), /^There is no account A/],
        [() => accounts.update(NOBODY, { name: 'x' }), /^There is no account A/],
        [() => applications.create({ ...WANTED, accountId: NOBODY }), /^There is no account A/],
        [() => applications.list(NOBODY), /^There is no account A/],
        [() => applications.get(NOTHING), /^There is no application 7/],
        [() => applications.use(NOTHING), /^There is no application 7/],
        [() => applications.update(NOTHING, { name: 'x' }), /^There is no application 7/],
        [() => applications.delete(NOTHING), /^There is no application 7/],
        [() => applications.addSecret(NOTHING, secret), /^There is no application 7/],
        [() => applications.rotateSecret(NOTHING, rotation), /^There is no application 7/],
        [() => applications.revokeSecret(NOTHING, NOTHING), /^There is no application 7/],
        [() => applications.revokeSecret(clientId, NOTHING), /has no secret 7/],
        [() => applications.revokeTokens(NOTHING), /^There is no application 7/],
      ];
      for (const [asked, message] of absent) await assert.rejects(asked, { message });
      assert.deepEqual(await audit.list({ accountId, action: 'user.deleted', limit: 10 }), []);
    });

    test('the audit log is read, filtered, and further than a page', async ({ audit, applications }, server) => {
      const { service, storage } = server;
      const accountId = await service.account();
      const { clientId } = await service.client(accountId);
      const record = { action: 'token.refused', outcome: 'refused', reason: 'invalid_client' } as const;
      const subject = { accountId, subject: clientId, detail: { attempts: 2 } };
      for (let count = 0; count < 1005; count += 1)
        await storage.appendAudit({ ...record, ...subject }, service.context());
      const refused = { subject: clientId, action: 'token.refused' } as const;
      const all = await audit.list({ ...refused, limit: 2000 });
      assert.equal(all.length, 1005);
      assert.deepEqual(all, await storage.listAudit({ ...refused, limit: 2000 }));
      assert.deepEqual(await audit.list({ ...refused, accountId, limit: 1002 }), all.slice(0, 1002));
      assert.deepEqual(await audit.list({ ...refused, since: '2999-01-01T00:00:00.000Z', limit: 5 }), []);
      await applications.update(clientId, { name: 'Known' });
      const [own] = await audit.list({ accountId, limit: 1 });
      assert.equal(own?.action, 'application.updated');
      assert.notEqual(own?.actor.kind, 'application');
    });
  });
}
