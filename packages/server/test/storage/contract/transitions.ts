import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TransitionResult } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, contextAt, fill, idOf, OTHER, parseUser, person } from './samples.ts';

export function describeTransitions(open: OpenStore): void {
  const crowd = [
    person(0, { role: 'owner' }),
    person(1),
    person(2, { state: 'SUSPENDED' }),
    person(3, { role: 'administrator', externallyManaged: true }),
    person(4, { role: 'member', externallyManaged: true }),
    person(5, { role: 'owner', state: 'SUSPENDED' }),
  ];

  const openCrowd = async (provisioning: 'manual' | 'automated' = 'manual') => {
    const storage = await open();
    await fill(storage, { account: { provisioning }, people: crowd });
    return storage;
  };

  describe('suspending and reactivating', () => {
    test('a change is answered with the new state, and every read shows it', async () => {
      const storage = await openCrowd();
      await storage.findUser(ACME, idOf(1));
      const suspended = changed(await storage.suspendUser(ACME, idOf(1), contextAt()));
      assert.equal(suspended.state, 'SUSPENDED');
      assert.equal(parseUser(await storage.findUser(ACME, idOf(1))).state, 'SUSPENDED');
      assert.equal(changed(await storage.reactivateUser(ACME, idOf(1), contextAt())).state, 'ACTIVE');
      assert.equal(parseUser(await storage.findUser(ACME, idOf(1))).state, 'ACTIVE');
    });

    test('repeating a verb returns the person unchanged and writes nothing', async () => {
      const storage = await openCrowd();
      await storage.suspendUser(ACME, idOf(1), contextAt());
      const before = await storage.listAudit({ limit: 100 });
      const again = await storage.suspendUser(ACME, idOf(1), contextAt(1));
      assert.equal(again.kind, 'unchanged');
      assert.equal('user' in again && parseUser(again.user).state, 'SUSPENDED');
      assert.equal((await storage.reactivateUser(ACME, idOf(0), contextAt())).kind, 'unchanged');
      assert.deepEqual(await storage.listAudit({ limit: 100 }), before);
    });

    test('an unknown person and the person of another account are not found, and nothing is written', async () => {
      const storage = await openCrowd();
      await fill(storage, { account: { id: OTHER }, people: [person(50, { role: 'owner' })] });
      const before = await storage.listAudit({ limit: 100 });
      assert.deepEqual(await storage.suspendUser(ACME, idOf(77), contextAt()), { kind: 'not_found' });
      assert.deepEqual(await storage.suspendUser(ACME, idOf(50), contextAt()), { kind: 'not_found' });
      assert.deepEqual(await storage.reactivateUser(idOf(8), idOf(1), contextAt()), { kind: 'not_found' });
      assert.deepEqual(await storage.listAudit({ limit: 100 }), before);
    });

    test('the last active owner stays, and the refusal is written down', async () => {
      const storage = await openCrowd();
      await refuses(storage.suspendUser(ACME, idOf(0), contextAt()), 'no_owner_remain');
      assert.equal(parseUser(await storage.findUser(ACME, idOf(0))).state, 'ACTIVE');
      const [entry] = await storage.listAudit({ accountId: ACME, limit: 1 });
      assert.deepEqual(
        [entry?.action, entry?.outcome, entry?.reason, entry?.subject],
        ['user.suspended', 'refused', 'no_owner_remain', idOf(0)],
      );
    });

    test('with another owner active, an owner may be suspended', async () => {
      const storage = await openCrowd();
      changed(await storage.reactivateUser(ACME, idOf(5), contextAt()));
      changed(await storage.suspendUser(ACME, idOf(0), contextAt()));
      await refuses(storage.suspendUser(ACME, idOf(5), contextAt()), 'no_owner_remain');
    });

    test('an externally managed administrator is refused, an externally managed member is not', async () => {
      const storage = await openCrowd();
      await refuses(storage.suspendUser(ACME, idOf(3), contextAt()), 'externally_managed_user');
      changed(await storage.suspendUser(ACME, idOf(4), contextAt()));
    });

    test('with automated provisioning both verbs are refused and reads work', async () => {
      const storage = await openCrowd('automated');
      await refuses(storage.suspendUser(ACME, idOf(1), contextAt()), 'automated_provisioning_enabled');
      await refuses(storage.reactivateUser(ACME, idOf(2), contextAt()), 'automated_provisioning_enabled');
      assert.equal((await storage.reactivateUser(ACME, idOf(1), contextAt())).kind, 'unchanged');
      assert.equal(parseUser(await storage.findUser(ACME, idOf(1))).state, 'ACTIVE');
      const [entry] = await storage.listAudit({ action: 'user.reactivated', limit: 1 });
      assert.deepEqual([entry?.outcome, entry?.reason], ['refused', 'automated_provisioning_enabled']);
    });

    test('two owners suspended at the same instant: exactly one succeeds, every time', async () => {
      const storage = await open();
      const owners = [person(0, { role: 'owner' }), person(1, { role: 'owner' })];
      await fill(storage, { people: owners });
      for (let round = 0; round < 50; round++) {
        const results = await Promise.all(owners.map(({ id }) => storage.suspendUser(ACME, id, contextAt())));
        assert.deepEqual(results.map(({ kind }) => kind).sort(), ['changed', 'refused']);
        assert.deepEqual(await storage.countUsers(ACME), { active: 1, suspended: 1 });
        await Promise.all(owners.map(({ id }) => storage.reactivateUser(ACME, id, contextAt())));
      }
    });

    test('many at once: each is answered with its own person', async () => {
      const storage = await open();
      const many = Array.from({ length: 300 }, (_, number) => person(number, { role: 'owner' }));
      await fill(storage, { people: [...many, person(999, { role: 'owner' })] });
      const results = await Promise.all(many.map(({ id }) => storage.suspendUser(ACME, id, contextAt())));
      assert.deepEqual(
        results.map((result) => changed(result).id),
        many.map(({ id }) => id),
      );
      assert.deepEqual(await storage.countUsers(ACME), { active: 1, suspended: 300 });
    });
  });
}

function changed(result: TransitionResult): { readonly id: string; readonly state: string } {
  assert.equal(result.kind, 'changed');
  return parseUser('user' in result ? result.user : undefined);
}

async function refuses(result: Promise<TransitionResult>, reason: string): Promise<void> {
  assert.deepEqual(await result, { kind: 'refused', reason });
}
