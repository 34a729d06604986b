import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { StorageConflict } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, application, clientId, contextAt, everyone, fill, hashOf, idOf, NOW, OTHER, people } from './samples.ts';

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

    test('limits are kept from the start, and what is changed is written down', async () => {
      const storage = await open();
      const acme = { id: ACME, name: 'Acme', provisioning: 'manual', requestsPerMinute: 0 } as const;
      const made = await storage.createAccount(acme, contextAt());
      assert.deepEqual([made.requestsPerMinute, made.requestsPerHour], [0, undefined]);
      assert.deepEqual(await storage.findAccount(ACME), made);
      const changes = { name: 'New', requestsPerMinute: undefined, requestsPerHour: 70 } as const;
      assert.deepEqual(await storage.updateAccount(ACME, changes, contextAt()), { ...made, ...changes });
      assert.deepEqual(await storage.findAccount(ACME), { ...made, ...changes });
      const [entry, ...more] = await storage.listAudit({ action: 'account.updated', limit: 5 });
      assert.deepEqual(more, []);
      assert.deepEqual([entry?.accountId, entry?.subject, entry?.outcome], [ACME, ACME, 'success']);
      assert.deepEqual(entry?.detail, {
        fields: 'name requests_per_minute requests_per_hour',
        name_before: 'Acme',
        name_after: 'New',
        requests_per_minute_before: 0,
        requests_per_minute_after: 'deployment',
        requests_per_hour_before: 'deployment',
        requests_per_hour_after: 70,
      });
    });

    test('a change that differs in nothing is not written down, and one of nobody changes nothing', async () => {
      const storage = await open();
      const made = await storage.createAccount({ id: ACME, name: 'Acme', provisioning: 'manual' }, contextAt());
      for (const changes of [{}, { name: 'Acme' }, { requestsPerHour: undefined, provisioning: 'manual' }] as const) {
        assert.deepEqual(await storage.updateAccount(ACME, changes, contextAt()), made);
      }
      assert.equal(await storage.updateAccount(OTHER, { name: 'Nobody' }, contextAt()), undefined);
      assert.deepEqual(await storage.listAudit({ action: 'account.updated', limit: 5 }), []);
    });

    test('limits and provisioning hold from the next call on, for its applications alone', async () => {
      const storage = await open();
      await fill(storage, { people: people(3) });
      await storage.createAccount({ id: OTHER, name: 'Other', provisioning: 'manual' }, contextAt());
      await storage.createApplication(application(1, { requestsPerMinute: 5 }), contextAt());
      await storage.createApplication(application(2, { accountId: OTHER }), contextAt());
      const limitsOf = async (number: number) => {
        const { accountLimits, ...own } = (await storage.findApplication(clientId(number))) ?? assert.fail();
        const token = await storage.findToken(hashOf(number), NOW);
        assert.deepEqual(token?.application.accountLimits, accountLimits);
        return [own.requestsPerMinute, accountLimits.requestsPerMinute, accountLimits.requestsPerHour];
      };
      for (const number of [1, 2]) {
        const token = { hash: hashOf(number), clientId: clientId(number), expiresAt: NOW + 1000 };
        await storage.issueToken(token, contextAt());
      }
      assert.deepEqual(
        [await limitsOf(1), await limitsOf(2)],
        [Array(3).fill(undefined).with(0, 5), Array(3).fill(undefined)],
      );
      const changes = { requestsPerMinute: 7, requestsPerHour: 0, provisioning: 'automated' } as const;
      await storage.updateAccount(ACME, changes, contextAt());
      assert.deepEqual([await limitsOf(1), await limitsOf(2)], [[5, 7, 0], Array(3).fill(undefined)]);
      const refused = await storage.suspendUser(ACME, idOf(1), contextAt());
      assert.deepEqual(refused, { kind: 'refused', reason: 'automated_provisioning_enabled' });
    });

    test('changes of one account at once lose nothing of each other', async () => {
      const storage = await open();
      await storage.createAccount({ id: ACME, name: 'Acme', provisioning: 'manual' }, contextAt());
      const all = [
        { name: 'New' },
        { requestsPerMinute: 1 },
        { requestsPerHour: 2 },
        { provisioning: 'automated' },
      ] as const;
      await Promise.all(all.map((changes) => storage.updateAccount(ACME, changes, contextAt())));
      const { id: _, createTime: _time, ...rest } = (await storage.findAccount(ACME)) ?? assert.fail();
      assert.deepEqual(rest, { name: 'New', provisioning: 'automated', requestsPerMinute: 1, requestsPerHour: 2 });
      assert.equal((await storage.listAudit({ action: 'account.updated', limit: 9 })).length, 4);
    });

    test('an import leaves the limits alone', async () => {
      const storage = await open();
      await fill(storage, { people: people(1) });
      await storage.updateAccount(ACME, { requestsPerMinute: 3 }, contextAt());
      await fill(storage, { account: { name: 'From the file' } });
      const account = await storage.findAccount(ACME);
      assert.deepEqual([account?.name, account?.requestsPerMinute], ['From the file', 3]);
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
