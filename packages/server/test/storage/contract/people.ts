import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Person } from '../../../src/domain/directory.ts';
import { StorageConflict } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import {
  ACME,
  contextAt,
  everyone,
  fill,
  idOf,
  NOW,
  OTHER,
  parsePage,
  people,
  person,
  walk,
  wireUser,
} from './samples.ts';

const ODD = person(3, {
  email: 'Ödön"\\@Exämple.com',
  displayName: 'A "quoted" \\ back‌slash 名 🧑‍🚀 \u2028',
  role: 'administrator',
  externallyManaged: true,
  securityGroup: true,
  state: 'SUSPENDED',
});

export function describePeople(open: OpenStore): void {
  const openCrowd = async () => {
    const storage = await open();
    await fill(storage, { people: people(5) });
    return storage;
  };

  describe('a new person', () => {
    test('is found, listed in their place and counted, and written down', async () => {
      const storage = await openCrowd();
      const query = { accountId: ACME, state: undefined, size: 100 };
      await walk(storage, query);
      const late = person(99, { email: 'late@example.com' });
      const between = { ...ODD, id: idOf(50), email: 'between@example.com' };
      for (const each of [late, between]) {
        assert.deepEqual(await storage.createUser(ACME, each, contextAt(NOW, 'request-7')), {
          kind: 'created',
          person: each,
        });
        assert.deepEqual(await storage.findPerson(ACME, each.id), each);
        assert.deepEqual(JSON.parse((await storage.findUser(ACME, each.id)) ?? ''), wireUser(each));
      }
      const ids = [idOf(0), idOf(1), idOf(2), idOf(3), idOf(50), idOf(4), idOf(99)];
      assert.deepEqual(
        (await walk(storage, query)).map(({ id }) => id),
        ids,
      );
      assert.deepEqual(await storage.countUsers(ACME), { active: 5, suspended: 2 });
      const [entry] = await storage.listAudit({ accountId: ACME, limit: 1 });
      assert.deepEqual(
        [entry?.action, entry?.outcome, entry?.subject, entry?.requestId, entry?.detail],
        ['user.created', 'success', between.id, 'request-7', detailOf(between)],
      );
    });

    test('appears on a page that was read before', async () => {
      const storage = await openCrowd();
      const query = { accountId: ACME, state: undefined, size: 2, after: undefined } as const;
      const page = async () => parsePage(await storage.listUsers(query)).map(({ id }) => id);
      assert.deepEqual(await page(), [idOf(0), idOf(1)]);
      const first = person(60, { createTime: '2023-01-01T00:00:00Z' });
      await storage.createUser(ACME, first, contextAt());
      assert.deepEqual(await page(), [idOf(60), idOf(0)]);
      await storage.deleteUser(ACME, idOf(0), contextAt(), 'waived');
      assert.deepEqual(await page(), [idOf(60), idOf(1)]);
      await storage.deleteUser(ACME, idOf(60), contextAt(), 'waived');
      assert.deepEqual(await page(), [idOf(1), idOf(2)]);
    });

    test('comes out as they went in, whatever their name is', async () => {
      const storage = await openCrowd();
      const odd = { ...ODD, id: idOf(70) };
      await storage.createUser(ACME, odd, contextAt());
      assert.deepEqual(await storage.findPerson(ACME, odd.id), odd);
      assert.deepEqual(JSON.parse((await storage.findUser(ACME, odd.id)) ?? ''), wireUser(odd));
      const twin = { ...person(71), email: odd.email.toUpperCase() };
      await conflicts(storage.createUser(ACME, twin, contextAt()), 'email');
    });

    test('needs an account, an id and an address of their own', async () => {
      const storage = await openCrowd();
      await fill(storage, { account: { id: OTHER }, people: [person(50, { role: 'owner' })] });
      const before = await storage.listAudit({ limit: 100 });
      assert.deepEqual(await storage.createUser(idOf(8), person(9), contextAt()), { kind: 'account_not_found' });
      await conflicts(storage.createUser(ACME, person(1, { email: 'free@example.com' }), contextAt()), 'id');
      await conflicts(storage.createUser(ACME, person(9, { email: 'PERSON1@example.com' }), contextAt()), 'email');
      await conflicts(storage.createUser(ACME, person(1), contextAt()), 'email');
      assert.deepEqual(await storage.listAudit({ limit: 100 }), before);
      assert.equal(
        (await storage.createUser(ACME, person(50), contextAt())).kind,
        'created',
        'taken in another account',
      );
    });

    test('two of one address at the same instant: exactly one comes in', async () => {
      const storage = await openCrowd();
      for (let round = 0; round < 20; round++) {
        const pair = [200, 300].map((base) => person(base + round, { email: `twin${round}@example.com` }));
        const results = await Promise.allSettled(pair.map((each) => storage.createUser(ACME, each, contextAt())));
        assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      }
    });

    test('may be the first of an account', async () => {
      const storage = await open();
      await storage.createAccount({ id: ACME, name: 'Acme', provisioning: 'manual' }, contextAt());
      await storage.createUser(ACME, person(1), contextAt());
      assert.deepEqual(await everyone(storage), [person(1)]);
    });
  });

  describe('changing a person', () => {
    test('changes what is named, everywhere, and writes down what it was', async () => {
      const storage = await openCrowd();
      await storage.findUser(ACME, idOf(1));
      await walk(storage, { accountId: ACME, state: 'ACTIVE', size: 2 });
      const changes = {
        email: 'New"@example.com',
        displayName: 'Név \\',
        role: 'owner',
        securityGroup: true,
        externallyManaged: true,
        state: 'SUSPENDED',
      } as const;
      const next: Person = { ...person(1), ...changes };
      const result = await storage.updateUser(ACME, idOf(1), changes, contextAt(), 'enforced');
      assert.deepEqual(result, { kind: 'changed', person: next });
      assert.deepEqual(await storage.findPerson(ACME, idOf(1)), next);
      assert.deepEqual(JSON.parse((await storage.findUser(ACME, idOf(1))) ?? ''), wireUser(next));
      const active = await walk(storage, { accountId: ACME, state: 'ACTIVE', size: 2 });
      assert.ok(!active.some(({ id }) => id === idOf(1)));
      const [entry] = await storage.listAudit({ limit: 1 });
      assert.deepEqual([entry?.action, entry?.outcome, entry?.subject], ['user.updated', 'success', idOf(1)]);
      assert.deepEqual(entry?.detail, {
        fields: 'email display_name role security_group externally_managed state',
        email_before: 'person1@example.com',
        email_after: changes.email,
        display_name_before: 'Person 1',
        display_name_after: changes.displayName,
        role_before: 'member',
        role_after: 'owner',
        security_group_before: 'false',
        security_group_after: 'true',
        externally_managed_before: 'false',
        externally_managed_after: 'true',
        state_before: 'ACTIVE',
        state_after: 'SUSPENDED',
      });
    });

    test('what differs in nothing is unchanged, never refused, and not written down', async () => {
      const storage = await openCrowd();
      const before = await storage.listAudit({ limit: 100 });
      for (const changes of [{}, { role: 'owner', state: 'ACTIVE' }, { email: undefined }] as const) {
        const result = await storage.updateUser(ACME, idOf(0), changes, contextAt(), 'enforced');
        assert.deepEqual(result, { kind: 'unchanged', person: person(0, { role: 'owner' }) });
      }
      assert.deepEqual(await storage.listAudit({ limit: 100 }), before);
    });

    test('an address may change its case, pass on, and not be taken', async () => {
      const storage = await openCrowd();
      const update = (number: number, email: string) =>
        storage.updateUser(ACME, idOf(number), { email }, contextAt(), 'enforced');
      assert.equal((await update(1, 'PERSON1@example.com')).kind, 'changed');
      await conflicts(update(2, 'person1@EXAMPLE.com'), 'email');
      assert.deepEqual(await storage.findPerson(ACME, idOf(2)), person(2));
      await update(1, 'elsewhere@example.com');
      assert.equal((await update(2, 'person1@example.com')).kind, 'changed');
    });

    test('a change of state keeps to the rules, unless they are waived', async () => {
      const storage = await open();
      const managed = person(1, { role: 'administrator', externallyManaged: true });
      await fill(storage, { account: { provisioning: 'automated' }, people: [person(0, { role: 'owner' }), managed] });
      const suspend = (rules: 'enforced' | 'waived') =>
        storage.updateUser(ACME, managed.id, { state: 'SUSPENDED' }, contextAt(), rules);
      assert.deepEqual(await suspend('enforced'), { kind: 'refused', reason: 'automated_provisioning_enabled' });
      assert.equal((await suspend('waived')).kind, 'changed');
      const renamed = await storage.updateUser(ACME, managed.id, { displayName: 'A' }, contextAt(), 'enforced');
      assert.equal(renamed.kind, 'changed');
    });
  });

  describe('removing a person', () => {
    test('they are gone everywhere, and may come back', async () => {
      const storage = await openCrowd();
      await storage.findUser(ACME, idOf(1));
      await walk(storage, { accountId: ACME, state: undefined, size: 3 });
      assert.deepEqual(await storage.deleteUser(ACME, idOf(1), contextAt(), 'enforced'), { kind: 'deleted' });
      assert.equal(await storage.findPerson(ACME, idOf(1)), undefined);
      assert.equal(await storage.findUser(ACME, idOf(1)), undefined);
      const left = await walk(storage, { accountId: ACME, state: undefined, size: 3 });
      assert.deepEqual(
        left.map(({ id }) => id),
        [0, 2, 3, 4].map(idOf),
      );
      assert.deepEqual(await storage.deleteUser(ACME, idOf(1), contextAt(), 'enforced'), { kind: 'not_found' });
      assert.deepEqual(await storage.suspendUser(ACME, idOf(1), contextAt()), { kind: 'not_found' });
      const [entry] = await storage.listAudit({ limit: 1 });
      assert.deepEqual(
        [entry?.action, entry?.outcome, entry?.subject, entry?.detail],
        ['user.deleted', 'success', idOf(1), detailOf(person(1))],
      );
      assert.equal((await storage.createUser(ACME, person(1), contextAt())).kind, 'created');
      assert.deepEqual(await storage.findPerson(ACME, idOf(1)), person(1));
    });

    test('nobody is found under an unknown id, nor in another account', async () => {
      const storage = await openCrowd();
      await fill(storage, { account: { id: OTHER }, people: [person(50, { role: 'owner' })] });
      const before = await storage.listAudit({ limit: 100 });
      for (const [account, id] of [
        [ACME, idOf(77)],
        [ACME, idOf(50)],
        [idOf(8), idOf(1)],
      ] as const) {
        assert.equal(await storage.findPerson(account, id), undefined);
        assert.equal((await storage.deleteUser(account, id, contextAt(), 'waived')).kind, 'not_found');
        const result = await storage.updateUser(account, id, { displayName: 'A' }, contextAt(), 'waived');
        assert.equal(result.kind, 'not_found');
      }
      assert.deepEqual(await storage.listAudit({ limit: 100 }), before);
    });
  });
}

function detailOf({ email, role, state }: Person): object {
  return { email, role, state };
}

async function conflicts(result: Promise<unknown>, field: string): Promise<void> {
  await assert.rejects(result, (error) => {
    assert.ok(error instanceof StorageConflict);
    assert.equal(error.field, field);
    assert.match(error.message, /hoose another/);
    return true;
  });
}
