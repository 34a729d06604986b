import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ImportConflict, type ImportRecord, type MadeField } from '../../../src/storage/import-session.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import {
  ACME,
  application,
  clientId,
  contextAt,
  everyone,
  fill,
  hashOf,
  idOf,
  OTHER,
  person,
  secret,
} from './samples.ts';

export function describeImportMatching(open: OpenStore): void {
  const openFilled = async () => {
    const storage = await open();
    await fill(storage, { people: [person(0, { role: 'owner' }), person(1)], applications: [application(1)] });
    return storage;
  };
  const account = (id: string, name: string, made: readonly MadeField[] = []): ImportRecord => {
    return { kind: 'account', account: { id, name, provisioning: 'manual' }, made };
  };
  const someone = (changed: ReturnType<typeof person>, made: readonly MadeField[] = []): ImportRecord => {
    return { kind: 'person', person: { ...changed, accountId: ACME }, made };
  };
  const client = (changed: ReturnType<typeof application>, made: readonly MadeField[] = []): ImportRecord => {
    return { kind: 'application', application: changed, made };
  };

  describe('what an import takes for the same', () => {
    test('an account without an id is known by its exact name', async () => {
      const storage = await openFilled();
      assert.deepEqual(await apply(storage, [account(OTHER, `Account ${ACME}`, ['id'])]), [['unchanged', ACME]]);
      assert.deepEqual(await apply(storage, [account(OTHER, `account ${ACME}`, ['id'])]), [['created', OTHER]]);
    });

    test('people may name an account that is known by name by the id that was made for it', async () => {
      const storage = await openFilled();
      const renamed = { ...person(1, { displayName: 'New' }), accountId: OTHER };
      const records = [
        account(OTHER, `Account ${ACME}`, ['id']),
        { kind: 'person', person: renamed, made: [] },
        client(application(9, { accountId: OTHER })),
      ] as const;
      assert.deepEqual(await apply(storage, records), [
        ['unchanged', ACME],
        ['updated', idOf(1)],
        ['created', clientId(9)],
      ]);
      assert.equal((await everyone(storage))[1]?.displayName, 'New');
      assert.equal((await storage.findApplication(clientId(9)))?.accountId, ACME);
      assert.equal(await storage.findAccount(OTHER), undefined);
    });

    test('a person without an id is known by the address, without case', async () => {
      const storage = await openFilled();
      const changed = person(9, { email: 'PERSON1@Example.com', displayName: 'New' });
      assert.deepEqual(await apply(storage, [someone(changed, ['id', 'createTime'])]), [['updated', idOf(1)]]);
      const [, stored] = await everyone(storage);
      assert.deepEqual(stored, person(1, { email: 'PERSON1@Example.com', displayName: 'New' }));
    });

    test('an application without a client id is known by its name in the account', async () => {
      const storage = await openFilled();
      const changed = application(7, { name: 'Application 1', scopes: ['get_user'] });
      const made = ['clientId', 'secret'] as const;
      assert.deepEqual(await apply(storage, [client(changed, made)]), [['updated', clientId(1)]]);
      const stored = await storage.findApplication(clientId(1));
      assert.deepEqual([stored?.scopes, stored?.secrets.map(({ hash }) => hash)], [['get_user'], [hashOf(1)]]);
    });

    test('what was made up keeps its stored value', async () => {
      const storage = await openFilled();
      const made = ['createTime', 'state', 'role', 'externallyManaged', 'securityGroup'] as const;
      const flags = { externallyManaged: true, securityGroup: true };
      const other = { createTime: '2020-01-01T00:00:00Z', state: 'SUSPENDED', ...flags } as const;
      assert.deepEqual(await apply(storage, [someone(person(0, other), made)]), [['unchanged', idOf(0)]]);
      const blank = application(1, { description: '', secret: secret(99) });
      assert.deepEqual(await apply(storage, [client(blank, ['description', 'secret'])]), [['unchanged', clientId(1)]]);
      const moved = account(ACME, `Account ${ACME}`, ['provisioning']);
      assert.deepEqual(await apply(storage, [moved]), [['unchanged', ACME]]);
    });

    test('a new time moves a person in the list', async () => {
      const storage = await openFilled();
      await apply(storage, [someone(person(1, { createTime: '2020-01-01T00:00:00Z' }))]);
      const order = (await everyone(storage)).map(({ id }) => id);
      assert.deepEqual(order, [idOf(1), idOf(0)]);
    });

    test('an address may pass from one person to another within a file', async () => {
      const storage = await openFilled();
      const email = person(1).email;
      const changes = [someone(person(1, { email: 'moved@example.com' })), someone(person(2, { email }))];
      assert.deepEqual(await apply(storage, changes), [
        ['updated', idOf(1)],
        ['created', idOf(2)],
      ]);
    });

    test('the case of an address may change', async () => {
      const storage = await openFilled();
      const changed = someone(person(1, { email: 'Person1@example.com' }));
      assert.deepEqual(await apply(storage, [changed]), [['updated', idOf(1)]]);
    });
  });

  describe('what an import refuses', () => {
    const CASES: readonly (readonly [what: string, field: string, records: readonly ImportRecord[]])[] = [
      ['an address that a stored person has', 'email', [someone(person(5, { email: 'Person1@example.com' }))]],
      [
        'an address that a person of the file has',
        'email',
        [someone(person(5)), someone(person(6, { email: 'PERSON5@example.com' }))],
      ],
      ['a change to an address that somebody has', 'email', [someone(person(1, { email: person(0).email }))]],
      ['a person in the file twice', 'id', [someone(person(1)), someone(person(1))]],
      ['a new person in the file twice', 'id', [someone(person(5)), someone(person(5))]],
      [
        'an address in the file twice',
        'email',
        [someone(person(5), ['id']), someone(person(6, { email: person(5).email }), ['id'])],
      ],
      [
        'a person of an unknown account',
        'account_id',
        [{ kind: 'person', person: { ...person(5), accountId: OTHER }, made: [] }],
      ],
      ['an application of an unknown account', 'account_id', [client(application(5, { accountId: OTHER }))]],
      [
        'a client id of another account',
        'client_id',
        [account(OTHER, 'Other'), client(application(1, { accountId: OTHER }))],
      ],
      [
        'a client id in the file twice',
        'client_id',
        [client(application(5)), client(application(5, { name: 'Again' }))],
      ],
      ['an account in the file twice', 'id', [account(OTHER, 'One'), account(OTHER, 'Two')]],
    ];
    for (const [what, field, records] of CASES) {
      test(`${what}: ${field}`, async () => {
        const storage = await openFilled();
        const before = await everyone(storage);
        await assert.rejects(apply(storage, records), (error: unknown) => {
          assert.ok(error instanceof ImportConflict, String(error));
          assert.equal(error.field, field);
          return true;
        });
        assert.deepEqual(await everyone(storage), before);
      });
    }
  });
}

/** Imports the records. Returns what became of each. */
async function apply(storage: Storage, records: readonly ImportRecord[]): Promise<(readonly [string, string])[]> {
  const session = await storage.beginImport('file', contextAt());
  try {
    // One by one and all together must come to the same: batches only save time.
    const [first, ...rest] = records;
    const results =
      first === undefined ? [] : [...(await session.applyAll([first])), ...(await session.applyAll(rest))];
    await session.commit();
    return results.map(({ change, id }) => [change, id]);
  } catch (error) {
    await session.abort();
    throw error;
  }
}
