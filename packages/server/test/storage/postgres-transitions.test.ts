import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { USER_STATES } from '@rollcall/contract';
import { type Person, PROVISIONING_MODES, ROLES } from '../../src/domain/directory.ts';
import { decideTransition } from '../../src/domain/user-lifecycle.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { testCluster } from '../postgres/test-cluster.ts';
import { contextAt, fill, idOf, person } from './contract/samples.ts';

const PATIENCE_MS = 60_000;
const cluster = testCluster();

describe('the rule about transitions in PostgreSQL', () => {
  let storage: Storage;

  before(async () => {
    const url = await cluster().createDatabase();
    storage = await openPostgresStorage({ url, role: 'server', connectMs: PATIENCE_MS, queryMs: PATIENCE_MS });
  });

  after(() => storage.close());

  test('is decideTransition, for every combination of facts', async () => {
    let accounts = 0;
    for (const target of USER_STATES)
      for (const state of USER_STATES)
        for (const role of ROLES)
          for (const externallyManaged of [true, false])
            for (const provisioning of PROVISIONING_MODES)
              for (const others of [0, 1, 2]) {
                const someone = person(0, { state, role, externallyManaged });
                const isOwner = role === 'owner' && state === 'ACTIVE';
                // People without an owner cannot come in.
                if (others === 0 && !isOwner) continue;
                const owners = Array.from({ length: others }, (_, index) => person(index + 1, { role: 'owner' }));
                const accountId = idOf(500_000 + accounts++);
                await fill(storage, { account: { id: accountId, provisioning }, people: [someone, ...owners] });
                const facts = { person: someone, account: { provisioning }, activeOwners: others + (isOwner ? 1 : 0) };
                const decision = decideTransition(target, facts);
                assert.deepEqual(await outcome(storage, accountId, someone, target), decision, JSON.stringify(facts));
              }
    assert.ok(accounts > 90);
  });
});

/** What the store did, in the words of the rule. */
async function outcome(storage: Storage, accountId: string, { id }: Person, target: 'ACTIVE' | 'SUSPENDED') {
  const verb = target === 'ACTIVE' ? 'reactivateUser' : 'suspendUser';
  const planned = await storage.checkTransition(accountId, id, target);
  const result = await storage[verb](accountId, id, contextAt());
  assert.deepEqual(planned, result);
  if (result.kind === 'refused') return { kind: 'refuse', reason: result.reason };
  if (result.kind === 'not_found') return result;
  const { state } = JSON.parse(result.user);
  return result.kind === 'changed' ? { kind: 'change', state } : { kind: 'unchanged' };
}
