import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { type Account, startFaultScene } from '../faults/fault-scene.ts';
import { everybody } from './people-scene.ts';

const scene = await startFaultScene({ after });

const NO_LIMITS = { per_minute: 0, per_hour: 0 };

/** What is done to the account between two pages. Numbers choose among the people who are there. */
const change = fc.record({
  kind: fc.constantFrom('create first', 'create last', 'create between', 'delete', 'suspend', 'rename', 'generate'),
  whom: fc.nat(),
});
type Change = { readonly kind: string; readonly whom: number };

describe('people change while a client walks', () => {
  /** Does it, and says whom it took out of the walk. */
  const perform = async (account: Account, { kind, whom }: Change, number: number): Promise<string | undefined> => {
    const people = await everybody(account);
    const person = people[whom % people.length];
    assert.ok(person);
    const path = `/people/${person.id}`;
    if (kind === 'delete' || kind === 'suspend' || kind === 'rename') {
      if (kind === 'delete') await account.control('DELETE', path);
      if (kind === 'suspend') await account.control('PATCH', path, { state: 'SUSPENDED' });
      if (kind === 'rename') await account.control('PATCH', path, { email: `${number}@example.com` });
      return kind === 'rename' ? undefined : person.id;
    }
    if (kind === 'generate') {
      const answer = await account.control('POST', '/people:generate', { count: 20, random_seed: number + 2 });
      assert.equal(answer.status, 200, answer.text);
      return undefined;
    }
    const times = { 'create first': '2000-01-01T00:00:00Z', 'create between': person.create_time };
    const create_time = times[kind as keyof typeof times];
    const body = { email: `${number}@example.com`, display_name: 'New', ...(create_time && { create_time }) };
    const answer = await account.control('POST', '/people', body);
    assert.equal(answer.status, 201, answer.text);
    return undefined;
  };

  const walk = async (pageSize: number, filter: 'active' | undefined, changes: readonly Change[]) => {
    const account = await scene.account({ users: 60, limits: NO_LIMITS });
    const throughout = new Set(
      (await everybody(account)).filter(({ state }) => filter === undefined || state === 'ACTIVE').map(({ id }) => id),
    );
    const met: string[] = [];
    let number = 0;
    const { client } = account.client();
    for await (const page of client.users.list({ pageSize, ...(filter && { filter }) }).pages()) {
      met.push(...page.results.map(({ id }) => id));
      const next = changes[number++];
      const gone = next && (await perform(account, next, number));
      if (gone !== undefined) throughout.delete(gone);
    }
    assert.equal(new Set(met).size, met.length, 'nobody is seen twice');
    assert.deepEqual(
      [...throughout].filter((id) => !met.includes(id)),
      [],
      'nobody who stays is lost',
    );
    await scene.control('DELETE', `/accounts/${account.description.account_id}`);
  };

  test('who is there throughout is seen once: created, removed, suspended, renamed and generated in between', async () => {
    const kinds = [
      'create first',
      'delete',
      'create between',
      'suspend',
      'generate',
      'rename',
      'create last',
      'delete',
    ];
    const changes = kinds.map((kind, index) => ({ kind, whom: index * 17 }));
    for (const filter of ['active', undefined] as const) await walk(7, filter, changes);
  });

  test('whatever is done between any two pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 25 }),
        fc.constantFrom('active' as const, undefined),
        fc.array(change, { maxLength: 12 }),
        walk,
      ),
      { numRuns: 15 },
    );
  });
});
