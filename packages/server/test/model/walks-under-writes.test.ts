import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Person } from '../../src/domain/directory.ts';
import { Service } from '../service/service.ts';
import { arbitraryFilter, arbitraryFounders, arbitraryPeople, type Filter, filterText } from './arbitrary-people.ts';

let service: Service;
before(async () => {
  service = await Service.start();
});
after(() => service[Symbol.asyncDispose]());

/** What others do while one page is asked for: nobody waits for anybody. */
interface Turmoil {
  readonly verbs: readonly (readonly [number, 'suspend' | 'reactivate'])[];
  readonly newcomers: readonly Person[];
  readonly size: number;
}

const turmoil: fc.Arbitrary<Turmoil> = fc.record({
  verbs: fc.array(fc.tuple(fc.nat(1000), fc.constantFrom('suspend' as const, 'reactivate' as const)), { maxLength: 6 }),
  newcomers: arbitraryPeople({ minLength: 0, maxLength: 3 }),
  size: fc.integer({ min: 1, max: 5 }),
});

test('while others write, nobody is seen twice and nobody who stays is skipped', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryFounders,
      arbitraryPeople({ minLength: 10, maxLength: 30 }),
      arbitraryFilter,
      fc.array(turmoil, { minLength: 3, maxLength: 12 }),
      async (founders, others, filter, turmoils) => {
        const known = new Set(founders.map(({ id }) => id));
        const people = [...founders, ...others.filter(({ id }) => !known.has(id))];
        const scene = await openScene(people);
        const seen = await walk(scene, filter, turmoils);

        const { steady } = scene;
        const owed = people.filter(({ id, state }) => steady.has(id) && (filter === undefined || state === filter));
        const missing = owed.filter(({ id }) => !seen.includes(id));
        assert.deepEqual(missing, [], 'somebody was skipped');
        await assertAuditTellsTheStory(scene);
      },
    ),
    { numRuns: 15 },
  );
});

interface Scene {
  readonly accountId: string;
  readonly token: string;
  readonly people: readonly Person[];
  /** Whom nobody has touched. */
  readonly steady: Set<string>;
}

async function openScene(people: readonly Person[]): Promise<Scene> {
  const accountId = await service.account(people);
  const token = await service.token(await service.client(accountId));
  return { accountId, token, people, steady: new Set(people.map(({ id }) => id)) };
}

/** Walks to the end; the turmoils take turns. */
async function walk(scene: Scene, filter: Filter, turmoils: readonly Turmoil[]): Promise<string[]> {
  const path = `/v1/accounts/${scene.accountId}/users`;
  const seen: string[] = [];
  const writes: Promise<unknown>[] = [];
  let query = `filter=${filterText(filter)}`;
  for (let turn = 0; ; turn += 1) {
    const now = turmoils[turn];
    if (now) writes.push(...stir(scene, now));
    const size = turmoils[turn % turmoils.length]?.size ?? 1;
    const answer = await service.call(scene.token, 'GET', `${path}?${query}&max_page_size=${size}`);
    assert.equal(answer.status, 200, answer.text);
    seen.push(...answer.json.results.map(({ id }: { id: string }) => id));
    assert.equal(new Set(seen).size, seen.length, 'somebody was seen twice');
    if (answer.json.next_page_token === undefined) break;
    query = `page_token=${answer.json.next_page_token}`;
  }
  await Promise.all(writes);
  return seen;
}

/** Starts the writes and waits for none. Most people with an even number are left in peace. */
function stir(scene: Scene, { verbs, newcomers }: Turmoil): Promise<unknown>[] {
  const { accountId, token, people, steady } = scene;
  const moves = verbs.map(async ([number, verb]) => {
    const { id } = people[(2 * number + 1) % people.length] ?? assert.fail('there are ten people at least');
    steady.delete(id);
    const answer = await service.call(token, 'POST', `/v1/accounts/${accountId}/users/${id}:${verb}`);
    assert.ok([200, 403].includes(answer.status), answer.text);
  });
  const fresh = newcomers.map(
    (person): Person => ({ ...person, role: 'member', id: `N${person.id.slice(1)}`, email: `N${person.email}` }),
  );
  return fresh.length > 0 ? [...moves, service.account(fresh, 'manual', accountId)] : moves;
}

/** One entry for each change: a person's entries take turns, and the last one is the state the person is in. */
async function assertAuditTellsTheStory({ accountId, people }: Scene): Promise<void> {
  let activeOwners = 0;
  for (const person of people) {
    const entries = await service.storage.listAudit({ accountId, subject: person.id, limit: 1000 });
    let state: string = person.state;
    for (const { action, outcome } of entries.toReversed()) {
      const next = action === 'user.suspended' ? 'SUSPENDED' : 'ACTIVE';
      assert.notEqual(next, state, `${person.id} was moved to where they were`);
      if (outcome === 'success') state = next;
    }
    const json = await service.storage.findUser(accountId, person.id);
    const stored = json && JSON.parse(Buffer.from(json).toString('utf8'));
    assert.equal(stored.state, state);
    if (person.role === 'owner' && state === 'ACTIVE') activeOwners += 1;
  }
  assert.ok(activeOwners >= 1);
}
