import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openMemoryStorage } from '../../src/storage/sqlite/memory-storage.ts';
import { ACME, fill, people } from './contract/samples.ts';

describe('counting people on SQLite', () => {
  for (const count of [9_999, 10_000, 12_500]) {
    test(`${count} are all of them, however they are divided`, async () => {
      const storage = await openMemoryStorage();
      await fill(storage, { people: people(count) });
      const suspended = Math.floor(count / 5);
      assert.deepEqual(await storage.countUsers(ACME), { active: count - suspended, suspended });
      await storage.close();
    });
  }

  test('lets others in between', async () => {
    const storage = await openMemoryStorage();
    await fill(storage, { people: people(25_000) });
    const counting = storage.countUsers(ACME);
    const turn = new Promise((resolve) => setImmediate(resolve, 'somebody else'));
    assert.equal(await Promise.race([counting, turn]), 'somebody else');
    assert.deepEqual(await counting, { active: 20_000, suspended: 5_000 });
    await storage.close();
  });
});
