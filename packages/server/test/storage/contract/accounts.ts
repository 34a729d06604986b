import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { StorageConflict } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, contextAt, everyone, fill, idOf, NOW, OTHER, people } from './samples.ts';

export function describeAccounts(open: OpenStore): void {
  describe('accounts', () => {
    test('a new one is found and listed, oldest first', async () => {
      const storage = await open();
      const acme = { id: ACME, name: 'Ácme "&" Co', provisioning: 'automated' } as const;
      const limits = { requestsPerMinute: undefined, requestsPerHour: undefined };
      const made = { ...acme, ...limits, createTime: '2025-01-01T00:00:01Z' };
      assert.deepEqual(await storage.createAccount(acme, contextAt(NOW + 1000)), made);
      await storage.createAccount({ id: OTHER, name: 'Other', provisioning: 'manual' }, contextAt());
      assert.deepEqual(await storage.findAccount(ACME), made);
      assert.equal(await storage.findAccount(idOf(1)), undefined);
      assert.deepEqual(
        (await storage.listAccounts()).map(({ id }) => id),
        [OTHER, ACME],
      );
      const [entry] = await storage.listAudit({ action: 'account.created', accountId: ACME, limit: 5 });
      assert.deepEqual([entry?.subject, entry?.outcome], [ACME, 'success']);
    });

    test('an id is given once', async () => {
      const storage = await open();
      await storage.createAccount({ id: ACME, name: 'Acme', provisioning: 'manual' }, contextAt());
      await assert.rejects(
        storage.createAccount({ id: ACME, name: 'Again', provisioning: 'manual' }, contextAt()),
        StorageConflict,
      );
      assert.equal((await storage.findAccount(ACME))?.name, 'Acme');
      assert.equal((await storage.listAudit({ action: 'account.created', limit: 5 })).length, 1);
    });

    test('people are counted by state, in their own account', async () => {
      const storage = await open();
      await fill(storage, { people: people(20) });
      await fill(storage, { account: { id: OTHER }, people: people(3) });
      assert.deepEqual(await storage.countUsers(ACME), { active: 16, suspended: 4 });
      assert.deepEqual(await storage.countUsers(idOf(1)), { active: 0, suspended: 0 });
    });

    test('everyone of an account is exported whole and in list order', async () => {
      const storage = await open();
      const crowd = people(2500);
      await fill(storage, { people: crowd.toReversed() });
      await fill(storage, { account: { id: OTHER }, people: people(3) });
      assert.deepEqual(await everyone(storage), crowd);
      assert.deepEqual(await everyone(storage, idOf(1)), []);
    });

    test('an export may begin after a place, whether somebody is there or not', async () => {
      const storage = await open();
      const crowd = people(1500);
      await fill(storage, { people: crowd });
      for (const last of [0, 777, 1499]) {
        const place = { createTime: crowd[last]?.createTime ?? '', id: idOf(last) };
        const met = [];
        for await (const someone of storage.exportUsers(ACME, place)) met.push(someone);
        assert.deepEqual(met, crowd.slice(last + 1));
        await storage.deleteUser(ACME, idOf(last), contextAt(), 'waived');
        for await (const someone of storage.exportUsers(ACME, place)) {
          assert.equal(someone.id, idOf(last + 1));
          break;
        }
      }
    });

    test('an export may be left half way, and changes go on beside it', async () => {
      const storage = await open();
      await fill(storage, { people: people(2500) });
      let met = 0;
      for await (const someone of storage.exportUsers(ACME)) {
        met++;
        if (met === 2) assert.equal((await storage.suspendUser(ACME, idOf(3), contextAt())).kind, 'changed');
        if (met === 10) break;
        assert.equal(someone.id, idOf(met - 1));
      }
      assert.equal((await storage.reactivateUser(ACME, idOf(3), contextAt())).kind, 'changed');
    });
  });
}
