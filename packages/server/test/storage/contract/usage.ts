import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { USAGE_DAYS } from '../../../src/storage/application-verbs.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, application, clientId, contextAt, NOW, secret } from './samples.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

export function describeUsage(open: OpenStore): void {
  const openWithApplications = async () => {
    const storage = await open();
    await storage.createAccount({ id: ACME, name: 'Acme', provisioning: 'manual' }, contextAt());
    for (const number of [1, 2]) await storage.createApplication(application(number), contextAt());
    return storage;
  };

  describe('uses of a secret', () => {
    const use = (address: string, uses: number, firstAt: number, lastAt: number, more = {}) => {
      const from = { clientId: clientId(1), secretId: clientId(1), userAgent: 'a/1', address };
      return { ...from, uses, firstAt, lastAt, ...more };
    };

    test('add up per User-Agent and address, latest first, and tell the last one', async () => {
      const storage = await openWithApplications();
      await storage.addSecret(clientId(1), secret(10), contextAt());
      const other = { secretId: clientId(10) };
      await storage.recordSecretUses([use('192.0.2.1', 2, NOW, NOW + 5000), use('192.0.2.2', 1, NOW, NOW)]);
      await storage.recordSecretUses([
        use('192.0.2.1', 3, NOW - 9, NOW + 1),
        use('192.0.2.1', 1, NOW, NOW + 9000, other),
      ]);
      await storage.recordSecretUses([]);
      assert.deepEqual(await storage.listSecretUses(clientId(1)), [
        use('192.0.2.1', 1, NOW, NOW + 9000, other),
        use('192.0.2.1', 5, NOW - 9, NOW + 5000),
        use('192.0.2.2', 1, NOW, NOW),
      ]);
      const last = (await storage.listSecrets(clientId(1))).map(({ lastUseTime }) => lastUseTime);
      assert.deepEqual(last, ['2025-01-01T00:00:05Z', '2025-01-01T00:00:09Z']);
      assert.deepEqual(await storage.listSecretUses(clientId(2)), []);
    });

    test('go with their secret; of one that is gone they are dropped', async () => {
      const storage = await openWithApplications();
      await storage.recordSecretUses([use('192.0.2.1', 1, NOW, NOW)]);
      await storage.revokeSecret(clientId(1), clientId(1), contextAt());
      await storage.recordSecretUses([use('192.0.2.1', 1, NOW, NOW), use('::1', 1, 1, 1, { clientId: clientId(9) })]);
      assert.deepEqual(await storage.listSecretUses(clientId(1)), []);
    });

    test('old ones are swept, but for the last of each secret', async () => {
      const storage = await openWithApplications();
      const ages = [0, 1, 2, 2].map((days, index) => use(`192.0.2.${index}`, 1, NOW, NOW + days * DAY));
      await storage.recordSecretUses(ages);
      assert.equal(await storage.sweepApplications(NOW + (USAGE_DAYS + 1) * DAY), 1);
      assert.equal(await storage.sweepApplications(NOW + 2 * USAGE_DAYS * DAY), 2);
      assert.equal(await storage.sweepApplications(NOW + 2 * USAGE_DAYS * DAY), 0);
      assert.deepEqual(await storage.listSecretUses(clientId(1)), [ages[3]]);
    });
  });

  describe('usage', () => {
    const hour = (number: number, more = {}) => {
      const none = { calls: 0, refused: 0, limited: 0, failed: 0 };
      return { clientId: clientId(1), hour: NOW + number * HOUR, ...none, ...more };
    };

    test('adds up per hour, oldest first, from when it is asked for', async () => {
      const storage = await openWithApplications();
      await storage.recordUsage([hour(1, { calls: 5, refused: 1 }), hour(0, { calls: 1 })]);
      await storage.recordUsage([hour(1, { calls: 4, refused: 1, limited: 1, failed: 2 })]);
      await storage.recordUsage([{ ...hour(1, { calls: 7 }), clientId: clientId(9) }]);
      await storage.recordUsage([]);
      const second = hour(1, { calls: 9, refused: 2, limited: 1, failed: 2 });
      assert.deepEqual(await storage.listUsage(clientId(1), 0), [hour(0, { calls: 1 }), second]);
      assert.deepEqual(await storage.listUsage(clientId(1), NOW + 1), [second]);
      assert.deepEqual(await storage.listUsage(clientId(9), 0), []);
    });

    test('adds up for all applications together', async () => {
      const storage = await openWithApplications();
      const [first, second] = [hour(0, { calls: 1 }), hour(1, { calls: 5, refused: 2, limited: 1, failed: 1 })];
      await storage.recordUsage([first, second, { ...second, clientId: clientId(2) }]);
      const twice = { hour: second.hour, calls: 10, refused: 4, limited: 2, failed: 2 };
      const { clientId: _, ...alone } = first;
      assert.deepEqual(await storage.sumUsage(0), [alone, twice]);
      assert.deepEqual(await storage.sumUsage(NOW + 1), [twice]);
      assert.deepEqual(await storage.sumUsage(NOW + 2 * HOUR), []);
    });

    test('is swept when it is old, and goes with its application', async () => {
      const storage = await openWithApplications();
      const hours = Array.from({ length: 50 }, (_, number) => hour(number, { calls: 1 }));
      await storage.recordUsage(hours);
      assert.equal(await storage.sweepApplications(NOW + USAGE_DAYS * DAY + 10 * HOUR), 10);
      assert.equal((await storage.listUsage(clientId(1), 0)).length, 40);
      await storage.deleteApplication(clientId(1), contextAt());
      await storage.createApplication(application(1), contextAt());
      assert.deepEqual(await storage.listUsage(clientId(1), 0), []);
      assert.deepEqual(await storage.listSecretUses(clientId(1)), []);
    });
  });
}
