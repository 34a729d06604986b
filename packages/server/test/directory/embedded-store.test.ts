import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { DIRECTORY_FORMATS } from '../../src/directory/directory-format.ts';
import { seedDemoDirectory } from '../../src/directory/seed-demo-directory.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { CONTEXT, exportFrom, fileWith, importInto, NOW, refusal } from './directory-store.ts';

/** The floor below is held to its promises by its own tests; here: that both fit together. */
describe('directory files and the embedded store', () => {
  const opened: Storage[] = [];
  const demo = { context: CONTEXT, clock: { now: () => NOW }, random: systemRandom, credentials: 'random' } as const;

  async function emptyStore(): Promise<Storage> {
    const storage = await openSqliteStorage({ dataDir: undefined, role: 'administration' });
    opened.push(storage);
    return storage;
  }

  after(async () => {
    for (const storage of opened) await storage.close();
  });

  for (const format of ['json', 'ndjson'] as const) {
    test(`${format}: export, import and export again give the same bytes`, async () => {
      const first = await emptyStore();
      await seedDemoDirectory(first, demo);
      const exported = await exportFrom(first, format);
      const second = await emptyStore();
      const { summary, madeSecrets } = await importInto(second, exported, format);
      assert.equal(summary.users.created, 60);
      assert.equal(madeSecrets.length, 1);
      assert.equal(await exportFrom(second, format), exported);
    });
  }

  for (const format of DIRECTORY_FORMATS) {
    test(`${format}: the same file twice changes nothing`, async () => {
      const storage = await emptyStore();
      await seedDemoDirectory(storage, demo);
      const exported = await exportFrom(storage, format);
      const { summary, madeSecrets } = await importInto(storage, exported, format);
      assert.deepEqual(summary.users, { created: 0, updated: 0, unchanged: 60 });
      assert.deepEqual(madeSecrets, []);
      assert.equal(await exportFrom(storage, format), exported);
    });
  }

  test('a file without ids twice changes nothing', async () => {
    const storage = await emptyStore();
    const content = JSON.stringify({
      accounts: [
        {
          name: 'Acme',
          users: [{ email: 'a@example.com', display_name: 'A', role: 'owner' }],
          applications: [{ name: 'Sync', redirect_url: 'https://example.com', scopes: ['get_user'] }],
        },
      ],
    });
    const first = await importInto(storage, content);
    const before = await exportFrom(storage);
    const again = await importInto(storage, content);
    assert.deepEqual([again.summary.accounts.unchanged, again.summary.users.unchanged], [1, 1]);
    assert.equal(again.summary.applications.unchanged, 1);
    assert.equal(again.firstApplication?.clientId, first.firstApplication?.clientId);
    assert.equal(await exportFrom(storage), before);
  });

  const CONFLICTS: readonly (readonly [name: string, more: readonly Record<string, unknown>[], field: string])[] = [
    ['one email twice', [{ email: 'OWNER@example.com', display_name: 'B' }], 'email'],
    [
      'one id twice',
      ['b', 'c'].map((name) => ({ id: 'B'.repeat(26), email: `${name}@example.com`, display_name: name })),
      'id',
    ],
  ];
  for (const [name, more, field] of CONFLICTS) {
    test(`${name} is a conflict, and nothing is left`, async () => {
      const storage = await emptyStore();
      const error = await refusal(importInto(storage, fileWith({}, more).replaceAll('},{', '},\n{')));
      assert.deepEqual(
        [error.name, error.line, error.field],
        ['DirectoryFileError', more.length + 1, field],
        error.stack,
      );
      assert.deepEqual(await storage.listAccounts(), []);
    });
  }

  test('an account must keep an active owner', async () => {
    const storage = await emptyStore();
    const error = await refusal(importInto(storage, fileWith({ role: 'member' })));
    assert.equal(error.name, 'DirectoryFileError', error.stack);
    assert.deepEqual(await storage.listAccounts(), []);
  });
});
