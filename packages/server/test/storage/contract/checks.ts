import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { UserState } from '@rollcall/contract';
import type { Person } from '../../../src/domain/directory.ts';
import type { Storage, TransitionResult } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, contextAt, everyone, fill, idOf, OTHER, people, person, wireUser } from './samples.ts';

const TARGETS = ['SUSPENDED', 'ACTIVE'] as const;

/** Everyone whom the rule tells apart. One owner is active. */
const CROWD: readonly Person[] = (['owner', 'administrator', 'member'] as const).flatMap((role, kind) =>
  [0, 1, 2, 3].map((number) =>
    person(kind * 4 + number, {
      role,
      externallyManaged: number % 2 === 1,
      state: number === 0 || (number === 1 && role !== 'owner') ? 'ACTIVE' : 'SUSPENDED',
    }),
  ),
);

export function describeChecks(open: OpenStore): void {
  describe('checking a transition', () => {
    for (const provisioning of ['manual', 'automated'] as const) {
      for (const target of TARGETS) {
        test(`says what the verb then comes to, whoever it is about: ${target}, ${provisioning} provisioning`, async () => {
          const storage = await open();
          await fill(storage, { account: { provisioning }, people: CROWD });
          for (const { id } of [...CROWD, person(77)]) {
            const checked = await storage.checkTransition(ACME, id, target);
            assert.deepEqual(checked, await move(storage, id, target), id);
            assert.notEqual((await storage.checkTransition(ACME, id, target)).kind, 'changed', 'it is done');
          }
        });
      }
    }

    test('changes nothing and writes nothing', async () => {
      const storage = await open();
      await fill(storage, { people: CROWD });
      const query = { accountId: ACME, state: 'ACTIVE', size: 100, after: undefined } as const;
      const before = [await everyone(storage), await storage.listUsers(query), await storage.listAudit({ limit: 100 })];
      for (const { id } of CROWD) for (const target of TARGETS) await storage.checkTransition(ACME, id, target);
      const after = [await everyone(storage), await storage.listUsers(query), await storage.listAudit({ limit: 100 })];
      assert.deepEqual(after, before);
    });

    test('shows the person as they would be: the wire object, to the byte', async () => {
      const storage = await open();
      await fill(storage, { people: [person(0, { role: 'owner' }), person(1), person(2, { state: 'SUSPENDED' })] });
      for (const target of TARGETS) {
        for (const number of [1, 2]) {
          const would = await storage.checkTransition(ACME, idOf(number), target);
          assert.equal('user' in would && would.user, JSON.stringify(wireUser(person(number, { state: target }))));
        }
      }
    });

    test('counts every change that was acknowledged', async () => {
      const storage = await open();
      const owners = [person(0, { role: 'owner' }), person(1, { role: 'owner' })];
      await fill(storage, { people: owners });
      const checkAll = () => Promise.all(owners.map(({ id }) => storage.checkTransition(ACME, id, 'SUSPENDED')));
      for (let round = 0; round < 20; round++) {
        assert.deepEqual(kinds(await checkAll()), ['changed', 'changed']);
        await storage.suspendUser(ACME, idOf(0), contextAt());
        assert.deepEqual(kinds(await checkAll()), ['unchanged', 'refused']);
        await storage.reactivateUser(ACME, idOf(0), contextAt());
      }
    });

    test('nobody is found under an unknown id, nor in another account', async () => {
      const storage = await open();
      await fill(storage, { people: people(3) });
      await fill(storage, { account: { id: OTHER }, people: [person(50, { role: 'owner' })] });
      for (const target of TARGETS) {
        for (const [account, id] of [
          [ACME, idOf(7)],
          [ACME, idOf(50)],
          [OTHER, idOf(1)],
          [idOf(9), idOf(1)],
        ] as const) {
          assert.deepEqual(await storage.checkTransition(account, id, target), { kind: 'not_found' });
        }
      }
    });
  });
}

function move(storage: Storage, id: string, target: UserState): Promise<TransitionResult> {
  const verb = target === 'SUSPENDED' ? 'suspendUser' : 'reactivateUser';
  return storage[verb](ACME, id, contextAt());
}

function kinds(results: readonly TransitionResult[]): readonly string[] {
  return results.map(({ kind }) => kind);
}
