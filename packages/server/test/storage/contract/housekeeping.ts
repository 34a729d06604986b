import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { StorageUnavailable } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, contextAt, fill, idOf, people } from './samples.ts';

export function describeHousekeeping(open: OpenStore): void {
  describe('housekeeping', () => {
    test('a key is made once for each name', async () => {
      const storage = await open();
      const [first, again] = await Promise.all([storage.loadKey('page-tokens'), storage.loadKey('page-tokens')]);
      assert.equal(first.length, 32);
      assert.deepEqual(first, again);
      assert.deepEqual(await storage.loadKey('page-tokens'), first);
      assert.notDeepEqual(await storage.loadKey('another'), first);
    });

    test('a store that works passes the check', async () => {
      const storage = await open();
      await storage.check();
    });

    test('closing finishes what was asked before, refuses what comes after, and may be repeated', async () => {
      const storage = await open();
      await fill(storage, { people: people(5) });
      const running = storage.suspendUser(ACME, idOf(1), contextAt());
      const closed = storage.close();
      assert.equal((await running).kind, 'changed');
      await closed;
      await storage.close();
      await assert.rejects(async () => storage.findUser(ACME, idOf(1)), StorageUnavailable);
      await assert.rejects(async () => storage.checkTransition(ACME, idOf(1), 'ACTIVE'), StorageUnavailable);
      await assert.rejects(async () => storage.exportUsers(ACME), StorageUnavailable);
      await assert.rejects(storage.suspendUser(ACME, idOf(1), contextAt()), StorageUnavailable);
      await assert.rejects(storage.check(), StorageUnavailable);
      await assert.rejects(storage.beginImport('file', contextAt()), StorageUnavailable);
    });
  });
}
