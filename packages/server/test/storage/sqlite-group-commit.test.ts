import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Database } from '../../src/storage/sqlite/database.ts';
import { migrate } from '../../src/storage/sqlite/migrate.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import type { Intention } from '../../src/storage/sqlite/write/intentions.ts';
import { Writer } from '../../src/storage/sqlite/write/writer.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { StorageConflict } from '../../src/storage/storage.ts';
import { ACME, application, clientId, contextAt, fill, idOf, OTHER, people } from './contract/samples.ts';
import { dataFolders } from './data-folder.ts';

const newFolder = dataFolders();

describe('a batch', () => {
  const audit = (subject: string): Intention => ({
    verb: 'appendAudit',
    input: {
      record: { action: 'token.refused', outcome: 'refused', reason: 'x', accountId: undefined, subject, detail: {} },
      context: contextAt(),
    },
  });
  const newAccount = (id: string): Intention => ({
    verb: 'createAccount',
    input: { account: { id, name: 'Acme', provisioning: 'manual' }, context: contextAt() },
  });

  const openWriter = async () => {
    const database = new Database(':memory:');
    await migrate(database, 'memory');
    return { database, writer: new Writer({ database, place: 'memory', announces: false }) };
  };

  test('goes on past an intention that fails, of which nothing stays', async () => {
    const { database, writer } = await openWriter();
    // The name is refused by the schema, after which the audit entry was never written.
    const broken: Intention = {
      verb: 'recordCalls',
      input: {
        records: [
          { clientId: clientId(1), userAgent: 'a', apiVersion: 'v1', calls: 1, firstAt: 1, lastAt: 1 },
          { clientId: clientId(1), userAgent: 'b', apiVersion: 'v1', calls: 1.5, firstAt: 1, lastAt: 1 },
        ],
      },
    };
    const made: Intention = { verb: 'createApplication', input: { application: application(1), context: contextAt() } };
    const batch = [newAccount(ACME), made, audit('before'), broken, newAccount(ACME), audit('after')];
    const { answers, effects } = writer.run(batch);
    assert.deepEqual(
      answers.map((answer) => (answer.ok ? 'ok' : answer.kind)),
      ['ok', 'ok', 'ok', 'internal', 'conflict', 'ok'],
    );
    const subjects = database.all('SELECT subject FROM audit ORDER BY sequence').map(({ subject }) => subject);
    assert.deepEqual(subjects, [ACME, clientId(1), 'before', 'after']);
    assert.deepEqual(database.all('SELECT * FROM calls'), []);
    assert.deepEqual(
      effects.map(({ kind }) => kind),
      ['application'],
    );
    writer.close();
  });

  test('whose commit fails is answered as a whole, and nothing of it stays', async () => {
    const { database, writer } = await openWriter();
    writer.run([newAccount(ACME)]);
    // A constraint that is checked at the commit stands in for a disk that fails there.
    database.exec(`CREATE TABLE late (account INTEGER REFERENCES accounts (number) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER fail AFTER INSERT ON audit BEGIN INSERT INTO late VALUES (99); END`);
    const { answers, effects } = writer.run([audit('one'), audit('two')]);
    assert.ok(answers.every((answer) => !answer.ok));
    assert.deepEqual(effects, []);
    database.exec('DROP TRIGGER fail');
    assert.equal(writer.run([audit('three')]).answers[0]?.ok, true);
    assert.deepEqual(
      database.all('SELECT subject FROM audit ORDER BY sequence').map(({ subject }) => subject),
      [ACME, 'three'],
    );
    writer.close();
  });
});

describe('the writing thread', () => {
  let storage: Storage;

  before(async () => {
    storage = await openSqliteStorage({ dataDir: newFolder(), role: 'server' });
    await fill(storage, { people: people(200) });
  });

  after(() => storage.close());

  test('answers each of a crowd, the failing ones included', async () => {
    const work = Array.from({ length: 150 }, async (_, number) => {
      if (number % 3 === 0) return storage.createAccount({ id: ACME, name: 'x', provisioning: 'manual' }, contextAt());
      return storage.suspendUser(ACME, idOf(number), contextAt());
    });
    const results = await Promise.allSettled(work);
    results.forEach((result, number) => {
      if (number % 3 === 0) assert.ok(result.status === 'rejected' && result.reason instanceof StorageConflict);
      else assert.equal(result.status, 'fulfilled');
    });
    await storage.createAccount({ id: OTHER, name: 'Other', provisioning: 'manual' }, contextAt());
  });

  test('reads go on while it works', async () => {
    const work = Array.from({ length: 100 }, (_, number) => storage.reactivateUser(ACME, idOf(number), contextAt()));
    const found = storage.findUser(ACME, idOf(5));
    assert.ok(found !== undefined && !(found instanceof Promise), 'answered at once, without a promise');
    await Promise.all(work);
  });
});
