import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seedDemoDirectory } from '../../src/directory/seed-demo-directory.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { ACCOUNT, CONTEXT, DirectoryStore, fileWith, NOW } from './directory-store.ts';

describe('directory file round trip', () => {
  for (const format of ['json', 'ndjson'] as const) {
    test(`${format}: export, import into an empty store, export again: the same bytes`, async () => {
      const first = new DirectoryStore();
      await seedDemoDirectory(first.storage, {
        context: CONTEXT,
        clock: { now: () => NOW },
        random: systemRandom,
        credentials: 'random',
      });
      const exported = await first.export(format);
      const second = new DirectoryStore();
      const report = await second.import(exported, format);
      assert.equal(report.summary.users.created, 60);
      assert.equal(report.madeSecrets.length, 1);
      assert.equal(await second.export(format), exported);
      const again = await second.import(exported, format);
      assert.equal(again.summary.users.unchanged, 60);
      assert.equal(again.summary.applications.unchanged, 1);
      assert.deepEqual(again.madeSecrets, []);
    });
  }
  test('csv', async () => {
    const first = new DirectoryStore();
    const r = await seedDemoDirectory(first.storage, {
      context: CONTEXT,
      clock: { now: () => NOW },
      random: systemRandom,
      credentials: 'fixed',
    });
    console.log(r);
    const exported = await first.export('csv');
    const second = new DirectoryStore();
    await second.import(JSON.stringify({ accounts: [{ id: r.firstAccount, name: 'Fernhill Instruments' }] }));
    const report = await second.import(exported, 'csv');
    assert.equal(report.summary.users.created, 60);
    assert.equal(await second.export('csv'), exported);
    console.log(exported.slice(0, 600));
  });
});
