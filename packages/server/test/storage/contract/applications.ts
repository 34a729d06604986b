import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { StorageConflict } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, application, clientId, contextAt, hashOf, NOW, OTHER, secret } from './samples.ts';

export function describeApplications(open: OpenStore): void {
  const openWithAccounts = async () => {
    const storage = await open();
    await storage.createAccount({ id: ACME, name: 'Acme', provisioning: 'manual' }, contextAt());
    await storage.createAccount({ id: OTHER, name: 'Other', provisioning: 'manual' }, contextAt());
    return storage;
  };
  const createTime = '2025-01-01T00:00:00Z';

  describe('applications', () => {
    test('a new one is found whole; without its secret for the eye', async () => {
      const storage = await openWithAccounts();
      const made = application(1, { requestsPerMinute: 0, requestsPerHour: 12 });
      const { secret: _, ...shown } = made;
      const accountLimits = { requestsPerMinute: undefined, requestsPerHour: undefined };
      assert.deepEqual(await storage.createApplication(made, contextAt()), { ...shown, createTime });
      const secrets = [{ id: clientId(1), hash: hashOf(1), expiresAt: undefined }];
      const stored = await storage.findApplication(clientId(1));
      assert.deepEqual(stored, { ...shown, accountLimits, secrets, createTime });
      assert.deepEqual(await storage.listApplications(ACME), [{ ...shown, createTime }]);
    });

    test('none is made in an account that does not exist, or under a client id that is taken', async () => {
      const storage = await openWithAccounts();
      const lost = application(1, { accountId: clientId(9) });
      assert.equal(await storage.createApplication(lost, contextAt()), undefined);
      await storage.createApplication(application(1), contextAt());
      await assert.rejects(storage.createApplication(application(1), contextAt()), StorageConflict);
      assert.equal(await storage.findApplication(clientId(2)), undefined);
    });

    test('a change takes the fields it names and leaves the others', async () => {
      const storage = await openWithAccounts();
      await storage.createApplication(application(1, { requestsPerMinute: 5 }), contextAt());
      const before = await storage.findApplication(clientId(1));
      const changes = { name: 'New', scopes: ['suspend_user'], requestsPerMinute: undefined } as const;
      const changed = await storage.updateApplication(clientId(1), changes, contextAt());
      assert.deepEqual([changed?.name, changed?.requestsPerMinute], ['New', undefined]);
      assert.deepEqual(await storage.findApplication(clientId(1)), { ...before, ...changes });
      assert.equal(await storage.updateApplication(clientId(2), {}, contextAt()), undefined);
    });

    test('a deleted one is gone, once', async () => {
      const storage = await openWithAccounts();
      await storage.createApplication(application(1), contextAt());
      await storage.findApplication(clientId(1));
      assert.equal(await storage.deleteApplication(clientId(1), contextAt()), true);
      assert.equal(await storage.findApplication(clientId(1)), undefined);
      assert.equal(await storage.deleteApplication(clientId(1), contextAt()), false);
      assert.deepEqual(await storage.listApplications(undefined), []);
    });

    test('they are listed per account, or all', async () => {
      const storage = await openWithAccounts();
      await storage.createApplication(application(1), contextAt());
      await storage.createApplication(application(2, { accountId: OTHER }), contextAt());
      await storage.createApplication(application(3), contextAt(NOW + 5000));
      const ids = async (accountId: string | undefined) =>
        (await storage.listApplications(accountId)).map((one) => one.clientId);
      assert.deepEqual(await ids(ACME), [clientId(1), clientId(3)]);
      assert.deepEqual(await ids(OTHER), [clientId(2)]);
      assert.deepEqual((await ids(undefined)).toSorted(), [1, 2, 3].map(clientId));
    });

    test('each change is written down, secrets nowhere', async () => {
      const storage = await openWithAccounts();
      await storage.createApplication(application(1), contextAt());
      await storage.updateApplication(clientId(1), { name: 'New' }, contextAt());
      await storage.rotateSecret(clientId(1), secret(0xdead), undefined, contextAt());
      await storage.deleteApplication(clientId(1), contextAt());
      const entries = await storage.listAudit({ subject: clientId(1), limit: 10 });
      assert.deepEqual(
        entries.map(({ action }) => action),
        ['application.deleted', 'application.secret_rotated', 'application.updated', 'application.created'],
      );
      assert.ok(!JSON.stringify(entries).includes(hashOf(0xdead)));
    });
  });

  describe('call records', () => {
    const record = (userAgent: string, calls: number, firstAt: number, lastAt: number) =>
      ({ clientId: clientId(1), apiVersion: 'v1', userAgent, calls, firstAt, lastAt }) as const;

    test('add up per User-Agent and version, latest first', async () => {
      const storage = await openWithAccounts();
      await storage.createApplication(application(1), contextAt());
      await storage.recordCalls([record('a/1', 2, 10, 20), record('b/1', 1, 15, 15)]);
      await storage.recordCalls([record('a/1', 3, 5, 12), record('b/1', 1, 30, 30)]);
      await storage.recordCalls([{ ...record('a/1', 1, 1, 1), apiVersion: 'v1beta1' }]);
      assert.deepEqual(await storage.listCalls(clientId(1)), [
        record('b/1', 2, 15, 30),
        record('a/1', 5, 5, 20),
        { ...record('a/1', 1, 1, 1), apiVersion: 'v1beta1' },
      ]);
    });

    test('of an application that is gone are dropped', async () => {
      const storage = await openWithAccounts();
      await storage.recordCalls([record('a/1', 2, 10, 20)]);
      assert.deepEqual(await storage.listCalls(clientId(1)), []);
      await storage.recordCalls([]);
    });
  });
}
