import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenStore } from '../storage-contract.ts';
import { adminKey } from './identity-samples.ts';
import { ACME, clientId, contextAt, fill, hashOf, idOf, NOW, OTHER, people } from './samples.ts';

export function describeAdminKeys(open: OpenStore): void {
  describe('admin keys', () => {
    test('are found by their hash, listed by account, and deleted there', async () => {
      const storage = await open();
      await fill(storage, { people: people(1) });
      await fill(storage, { account: { id: OTHER } });
      const deployment = adminKey(3, { accountId: undefined, permissions: ['accounts.read'] });
      assert.equal(await storage.createAdminKey(adminKey(2), contextAt()), true);
      assert.equal(await storage.createAdminKey(adminKey(1), contextAt(NOW + 1000)), true);
      assert.equal(await storage.createAdminKey(deployment, contextAt()), true);
      assert.equal(await storage.createAdminKey(adminKey(4, { accountId: idOf(5) }), contextAt()), false);
      const { hash: _, ...open1 } = adminKey(1);
      const made = { ...open1, createTime: '2025-01-01T00:00:01Z', lastUseTime: undefined };
      assert.deepEqual(await storage.findAdminKey(hashOf(1), NOW), made);
      assert.deepEqual((await storage.findAdminKey(hashOf(3), NOW))?.accountId, undefined);
      assert.equal(await storage.findAdminKey(hashOf(9), NOW), undefined);
      const listed = async (accountId: string | undefined) =>
        (await storage.listAdminKeys(accountId)).map(({ id }) => id);
      assert.deepEqual(await listed(ACME), [clientId(2), clientId(1)]);
      assert.deepEqual(await listed(undefined), [clientId(3)]);
      assert.deepEqual([await listed(OTHER), await listed(idOf(5))], [[], []]);
      assert.equal(await storage.deleteAdminKey(clientId(1), OTHER, contextAt()), false);
      assert.equal(await storage.deleteAdminKey(clientId(1), undefined, contextAt()), false);
      assert.equal(await storage.deleteAdminKey(clientId(1), ACME, contextAt()), true);
      assert.equal(await storage.deleteAdminKey(clientId(3), undefined, contextAt()), true);
      assert.equal(await storage.findAdminKey(hashOf(1), NOW), undefined);
      const entries = await storage.listAudit({ limit: 2 });
      assert.deepEqual(
        entries.map(({ action, accountId, subject }) => [action, accountId, subject]),
        [
          ['admin_key.deleted', undefined, clientId(3)],
          ['admin_key.deleted', ACME, clientId(1)],
        ],
      );
    });

    test('end when they expire', async () => {
      const storage = await open();
      await storage.createAdminKey(
        adminKey(1, { accountId: undefined, expireTime: '2025-01-01T00:00:10Z' }),
        contextAt(),
      );
      assert.ok(await storage.findAdminKey(hashOf(1), NOW + 9999));
      assert.equal(await storage.findAdminKey(hashOf(1), NOW + 10_000), undefined);
    });

    test('remember when they were used last', async () => {
      const storage = await open();
      await storage.createAdminKey(adminKey(1, { accountId: undefined }), contextAt());
      await storage.recordKeyUses([]);
      const id = clientId(1);
      await storage.recordKeyUses([
        { id, lastAt: NOW + 5000 },
        { id: clientId(9), lastAt: NOW },
      ]);
      await storage.recordKeyUses([{ id, lastAt: NOW + 2000 }]);
      assert.equal((await storage.findAdminKey(hashOf(1), NOW))?.lastUseTime, '2025-01-01T00:00:05Z');
    });
  });

  describe('single sign-on', () => {
    test('is set, changed and switched off for an account', async () => {
      const storage = await open();
      await fill(storage, { people: people(1) });
      const sso = { issuer: 'https://id.example', clientId: 'rollcall', sealedClientSecret: 'sealed' };
      assert.equal(await storage.findSingleSignOn(ACME), undefined);
      assert.equal(await storage.setSingleSignOn(ACME, sso, contextAt()), true);
      assert.deepEqual(await storage.findSingleSignOn(ACME), sso);
      const open1 = { ...sso, clientId: 'other', sealedClientSecret: undefined };
      assert.equal(await storage.setSingleSignOn(ACME, open1, contextAt()), true);
      assert.deepEqual(await storage.findSingleSignOn(ACME), open1);
      assert.equal(await storage.setSingleSignOn(ACME, undefined, contextAt()), true);
      assert.equal(await storage.findSingleSignOn(ACME), undefined);
      assert.equal(await storage.setSingleSignOn(idOf(5), sso, contextAt()), false);
      const entries = await storage.listAudit({ action: 'account.sso_updated', accountId: ACME, limit: 9 });
      assert.deepEqual(
        entries.map(({ detail }) => detail),
        [
          { state: 'off' },
          { state: 'on', issuer: 'https://id.example', client_id: 'other' },
          { state: 'on', issuer: 'https://id.example', client_id: 'rollcall' },
        ],
      );
      assert.ok(!JSON.stringify(entries).includes('sealed'));
    });
  });
}
