import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Person } from '../../../src/domain/directory.ts';
import { ImportConflict, type ImportRecord } from '../../../src/storage/import-session.ts';
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
  parseUser,
  people,
  person,
} from './samples.ts';

const NONE = { created: 0, updated: 0, unchanged: 0 };

export function describeImports(open: OpenStore): void {
  const account = { id: ACME, name: 'Acme', provisioning: 'manual' } as const;
  const someone = (one: Person): ImportRecord => ({ kind: 'person', person: { ...one, accountId: ACME }, made: [] });

  describe('imports', () => {
    test('store accounts, people and applications, and say what they did', async () => {
      const storage = await open();
      const session = await storage.beginImport('first.json', contextAt());
      const results = await session.applyAll([
        { kind: 'account', account, made: [] },
        ...people(5).map((one) => someone(one)),
        { kind: 'application', application: application(1), made: [] },
      ]);
      assert.ok(results.every(({ change }) => change === 'created'));
      assert.deepEqual(
        results.map(({ id }) => id),
        [ACME, ...people(5).map(({ id }) => id), clientId(1)],
      );
      assert.deepEqual(await session.commit(), {
        accounts: { ...NONE, created: 1 },
        users: { ...NONE, created: 5 },
        applications: { ...NONE, created: 1 },
      });
      assert.equal((await storage.findAccount(ACME))?.name, 'Acme');
      assert.deepEqual(await everyone(storage), people(5));
      const stored = await storage.findApplication(clientId(1));
      assert.deepEqual(stored?.secrets, [{ id: clientId(1), hash: hashOf(1), expiresAt: undefined }]);
    });

    test('are written down once for each account they changed, with counts', async () => {
      const storage = await open();
      await fill(storage, { people: people(3) });
      await fill(storage, { account: { id: OTHER } });
      const session = await storage.beginImport('second.csv', contextAt());
      await session.applyAll([someone(person(1, { displayName: 'New' })), someone(person(2))]);
      const other = { id: OTHER, name: `Account ${OTHER}`, provisioning: 'manual' } as const;
      await session.applyAll([{ kind: 'account', account: other, made: [] }]);
      await session.commit();
      const entries = await storage.listAudit({ action: 'directory.imported', limit: 10 });
      assert.deepEqual(
        entries.map(({ accountId }) => accountId),
        [ACME, OTHER, ACME],
      );
      assert.deepEqual(entries[0]?.detail, { source: 'second.csv', users_updated: 1 });
      assert.deepEqual(entries[2]?.detail, { source: 'sample', accounts_created: 1, users_created: 3 });
    });

    test('of the same content twice change nothing and write nothing', async () => {
      const storage = await open();
      const content = { people: people(20), applications: [application(1)] };
      await fill(storage, content);
      const before = await storage.listAudit({ limit: 10 });
      const session = await storage.beginImport('again', contextAt());
      const changes = await session.applyAll([
        { kind: 'account', account: { ...account, name: `Account ${ACME}` }, made: [] },
        ...people(20).map((one) => someone(one)),
        { kind: 'application', application: application(1), made: [] },
      ]);
      assert.ok(changes.every(({ change }) => change === 'unchanged'));
      assert.deepEqual((await session.commit()).users, { ...NONE, unchanged: 20 });
      assert.deepEqual(await storage.listAudit({ limit: 10 }), before);
    });

    test('are seen by nobody before the commit, and leave nothing behind when aborted', async () => {
      const storage = await open();
      await fill(storage, { people: people(3) });
      const before = await everyone(storage);
      const session = await storage.beginImport('aborted', contextAt());
      await session.applyAll([
        someone(person(1, { displayName: 'New' })),
        someone(person(50)),
        { kind: 'account', account: { ...account, id: OTHER }, made: [] },
      ]);
      assert.equal(await storage.findUser(ACME, idOf(50)), undefined);
      assert.equal(await storage.findAccount(OTHER), undefined);
      assert.deepEqual(await everyone(storage), before);
      await session.abort();
      await session.abort();
      assert.deepEqual(await everyone(storage), before);
      assert.equal(await storage.findAccount(OTHER), undefined);
      assert.equal((await storage.listAudit({ limit: 10 })).length, 1);
      assert.equal((await storage.suspendUser(ACME, idOf(1), contextAt())).kind, 'changed');
    });

    test('hold at once for everything read before', async () => {
      const storage = await open();
      await fill(storage, { people: people(30), applications: [application(1)] });
      const query = { accountId: ACME, state: undefined, size: 100, after: undefined };
      await storage.findUser(ACME, idOf(1));
      await storage.findApplication(clientId(1));
      assert.equal((await storage.listUsers(query)).count, 30);
      const changed = person(1, { displayName: 'New', state: 'SUSPENDED', createTime: '2020-01-01T00:00:00Z' });
      await fill(storage, {
        people: [changed, person(40)],
        applications: [application(1, { scopes: ['suspend_user'] })],
      });
      assert.equal(parseUser(await storage.findUser(ACME, idOf(1))).state, 'SUSPENDED');
      assert.equal((await storage.listUsers(query)).count, 31);
      assert.deepEqual((await storage.findApplication(clientId(1)))?.scopes, ['suspend_user']);
    });

    test('may not leave an account that has people without an active owner', async () => {
      const storage = await open();
      await fill(storage, { people: people(5) });
      for (const change of [{ role: 'member' }, { role: 'owner', state: 'SUSPENDED' }] as const) {
        const session = await storage.beginImport('ownerless', contextAt());
        await session.applyAll([someone(person(0, change))]);
        await assert.rejects(session.commit(), (error: unknown) => {
          assert.ok(error instanceof ImportConflict);
          assert.equal(error.field, 'users');
          assert.match(error.message, new RegExp(ACME));
          return true;
        });
        assert.equal((await storage.suspendUser(ACME, idOf(0), contextAt())).kind, 'refused');
      }
      await fill(storage, { account: { id: OTHER } });
      assert.ok(await storage.findAccount(OTHER));
    });

    test('may move the ownership in any order of records', async () => {
      const storage = await open();
      await fill(storage, { people: people(3) });
      await fill(storage, { people: [person(0), person(1, { role: 'owner' })] });
      assert.equal((await storage.suspendUser(ACME, idOf(1), contextAt())).kind, 'refused');
    });
  });
}
