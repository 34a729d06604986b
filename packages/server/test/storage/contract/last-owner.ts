import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Person } from '../../../src/domain/directory.ts';
import type { PersonChanges } from '../../../src/domain/person-change.ts';
import { ImportConflict } from '../../../src/storage/import-session.ts';
import { type Storage, StorageConflict, StorageUnavailable } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, contextAt, everyone, fill, idOf, person } from './samples.ts';

type Act = (storage: Storage, id: string) => Promise<{ readonly kind: string }>;

/** Everything that takes an active owner away from an account. */
const LOSSES: Readonly<Record<string, Act>> = {
  demoted: (storage, id) => storage.updateUser(ACME, id, { role: 'member' }, contextAt(), 'enforced'),
  suspended: (storage, id) => storage.updateUser(ACME, id, { state: 'SUSPENDED' }, contextAt(), 'enforced'),
  'suspended by the API': (storage, id) => storage.suspendUser(ACME, id, contextAt()),
  removed: (storage, id) => storage.deleteUser(ACME, id, contextAt(), 'enforced'),
};
const REFUSED = { kind: 'refused', reason: 'no_owner_remain' };

export function describeLastOwner(open: OpenStore): void {
  describe('the last active owner', () => {
    const openOwners = async (...owners: readonly Partial<Person>[]) => {
      const storage = await open();
      const people = owners.map((changes, number) => person(number, { role: 'owner', ...changes }));
      await fill(storage, { people: [...people, person(9)] });
      return storage;
    };

    test('stays one, and the refusal is written down', async () => {
      const storage = await openOwners({}, { state: 'SUSPENDED' });
      const before = await everyone(storage);
      for (const [name, act] of Object.entries(LOSSES)) assert.deepEqual(await act(storage, idOf(0)), REFUSED, name);
      assert.deepEqual(await everyone(storage), before);
      const entries = await storage.listAudit({ subject: idOf(0), limit: 10 });
      assert.deepEqual(
        entries.map(({ action, outcome, reason }) => `${action} ${outcome} ${reason}`),
        ['user.deleted', 'user.suspended', 'user.updated', 'user.updated'].map(
          (each) => `${each} refused no_owner_remain`,
        ),
      );
      for (const act of Object.values(LOSSES)) assert.notEqual((await act(storage, idOf(1))).kind, 'refused');
    });

    test('goes where the rules are waived', async () => {
      const storage = await openOwners({});
      const demoted = await storage.updateUser(ACME, idOf(0), { role: 'member' }, contextAt(), 'waived');
      assert.equal(demoted.kind, 'changed');
      assert.equal((await storage.deleteUser(ACME, idOf(0), contextAt(), 'waived')).kind, 'deleted');
    });

    test('two at the same instant, by any two ways: exactly one goes', async () => {
      const storage = await openOwners({}, {});
      const restore = async (number: number) => {
        if (await storage.findPerson(ACME, idOf(number))) {
          await storage.updateUser(ACME, idOf(number), { role: 'owner', state: 'ACTIVE' }, contextAt(), 'waived');
        } else await storage.createUser(ACME, person(number, { role: 'owner' }), contextAt());
      };
      for (const first of Object.values(LOSSES)) {
        for (const second of Object.values(LOSSES)) {
          for (let round = 0; round < 3; round++) {
            const results = await Promise.all([first(storage, idOf(0)), second(storage, idOf(1))]);
            const kinds = results.map(({ kind }) => kind);
            assert.equal(kinds.filter((kind) => kind === 'refused').length, 1, kinds.join(', '));
            await restore(0);
            await restore(1);
          }
        }
      }
    });

    test('is never lost, whatever is done at the same time', async () => {
      const storage = await openOwners({}, {});
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), async (batches) => {
          round++;
          for (const batch of batches) {
            await Promise.all(batch.map((each) => perform(storage, each, round)));
            const crowd = await everyone(storage);
            assert.ok(crowd.some(({ role, state }) => role === 'owner' && state === 'ACTIVE'));
            assert.equal(new Set(crowd.map(({ email }) => email.toLowerCase())).size, crowd.length);
          }
        }),
        { numRuns: 20 },
      );
    });
  });

  describe('an import beside changes of people', () => {
    test('is done whole on what is there, or asks to be repeated', async () => {
      const storage = await open();
      await fill(storage, { people: [person(0, { role: 'owner' }), person(1), person(2)] });
      const changes: readonly (() => Promise<unknown>)[] = [
        () => storage.createUser(ACME, person(5, { email: 'five@example.com' }), contextAt()),
        () => storage.updateUser(ACME, idOf(1), { email: 'moved@example.com' }, contextAt(), 'enforced'),
        () => storage.deleteUser(ACME, idOf(2), contextAt(), 'enforced'),
      ];
      for (const change of changes) {
        const session = await storage.beginImport('sample', contextAt());
        const record = { ...person(7, { email: 'five@example.com' }), accountId: ACME };
        await session.applyAll([{ kind: 'person', person: record, made: [] }]);
        const [imported, changed] = await Promise.allSettled([session.commit(), change()]);
        await session.abort();
        for (const result of [imported, changed]) {
          const known = [StorageUnavailable, ImportConflict, StorageConflict];
          const failure: unknown = result.status === 'rejected' ? result.reason : undefined;
          assert.ok(failure === undefined || known.some((each) => failure instanceof each), String(failure));
        }
        const crowd = await everyone(storage);
        assert.equal(new Set(crowd.map(({ email }) => email.toLowerCase())).size, crowd.length);
        assert.equal(
          crowd.some(({ id }) => id === idOf(7)),
          imported.status === 'fulfilled',
        );
        await storage.deleteUser(ACME, idOf(7), contextAt(), 'waived');
      }
    });
  });
}

const changes: fc.Arbitrary<PersonChanges> = fc.record(
  {
    role: fc.constantFrom('owner', 'administrator', 'member'),
    state: fc.constantFrom('ACTIVE', 'SUSPENDED'),
    email: fc.nat(8).map((number) => `Person${number}@example.com`),
  },
  { requiredKeys: [] },
);
const who = fc.nat(6);
const act = fc.oneof(
  fc.record({ kind: fc.constant('update' as const), who, changes }),
  fc.record({ kind: fc.constantFrom('delete', 'suspend', 'reactivate', 'create'), who }),
);

async function perform(
  storage: Storage,
  each: { readonly kind: string; readonly who: number; readonly changes?: PersonChanges },
  round: number,
): Promise<void> {
  const id = idOf(each.who);
  const context = contextAt(undefined, `request-${round}`);
  try {
    if (each.kind === 'update') await storage.updateUser(ACME, id, each.changes ?? {}, context, 'enforced');
    else if (each.kind === 'delete') await storage.deleteUser(ACME, id, context, 'enforced');
    else if (each.kind === 'suspend') await storage.suspendUser(ACME, id, context);
    else if (each.kind === 'reactivate') await storage.reactivateUser(ACME, id, context);
    else await storage.createUser(ACME, person(each.who), context);
  } catch (error) {
    assert.ok(error instanceof StorageConflict, String(error));
  }
}
