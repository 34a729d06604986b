import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ENDED_SECRET_DAYS, MAX_SECRETS } from '../../../src/storage/application-verbs.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, application, clientId, contextAt, fill, hashOf, NOW, secret } from './samples.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

export function describeSecrets(open: OpenStore): void {
  const openWithApplications = async () => {
    const storage = await open();
    await storage.createAccount({ id: ACME, name: 'Acme', provisioning: 'manual' }, contextAt());
    for (const number of [1, 2]) await storage.createApplication(application(number), contextAt());
    // Read once, so that an engine that keeps what it read has something to keep true.
    for (const number of [1, 2]) await storage.findApplication(clientId(number));
    return storage;
  };
  const stored = async (storage: Storage, number = 1) =>
    ((await storage.findApplication(clientId(number)))?.secrets ?? [])
      .map(({ hash, expiresAt }) => [Number(`0x${hash}`), expiresAt])
      .toSorted(([one], [other]) => Number(one) - Number(other));
  const listed = async (storage: Storage, number = 1) =>
    (await storage.listSecrets(clientId(number))).map(({ label, expireTime }) => [label, expireTime]);
  const lastEntry = async (storage: Storage) => {
    const [entry] = await storage.listAudit({ subject: clientId(1), limit: 1 });
    return [entry?.action, entry?.detail];
  };

  describe('secrets', () => {
    test('the first one is there, listed without what it is compared with', async () => {
      const storage = await openWithApplications();
      assert.deepEqual(await storage.listSecrets(clientId(1)), [
        {
          id: clientId(1),
          label: 'Secret 1',
          createTime: '2025-01-01T00:00:00Z',
          expireTime: undefined,
          lastUseTime: undefined,
        },
      ]);
      assert.deepEqual(await storage.listSecrets(clientId(9)), []);
    });

    test('those of many applications are listed at once', async () => {
      const storage = await openWithApplications();
      await storage.addSecret(clientId(1), secret(10), contextAt(NOW + 1000));
      const listed = await storage.listSecretsOf([clientId(2), clientId(9), clientId(1)]);
      const each = [1, 2].map(
        async (number) => [clientId(number), await storage.listSecrets(clientId(number))] as const,
      );
      assert.deepEqual(new Map(listed), new Map(await Promise.all(each)));
      assert.deepEqual(new Map(await storage.listSecretsOf([])), new Map());
    });

    test('one more lives beside it, for as long as it says', async () => {
      const storage = await openWithApplications();
      const more = secret(10, { expiresAt: NOW + DAY });
      assert.equal(await storage.addSecret(clientId(1), more, contextAt(NOW + 1000)), 'added');
      const detail = { secret_id: more.id, label: 'Secret 10', expire_time: '2025-01-02T00:00:00Z' };
      assert.deepEqual(await lastEntry(storage), ['application.secret_added', detail]);
      assert.deepEqual(await stored(storage), [
        [1, undefined],
        [10, NOW + DAY],
      ]);
      assert.deepEqual(await listed(storage), [
        ['Secret 1', undefined],
        ['Secret 10', '2025-01-02T00:00:00Z'],
      ]);
      assert.equal(await storage.addSecret(clientId(9), more, contextAt()), 'application_not_found');
      assert.deepEqual(await stored(storage, 2), [[2, undefined]]);
    });

    test('there is a most of them; those that ended do not count', async () => {
      const storage = await openWithApplications();
      const add = (number: number, at = NOW) =>
        storage.addSecret(clientId(1), secret(number, { expiresAt: NOW + DAY }), contextAt(at));
      for (let number = 11; number < 10 + MAX_SECRETS; number++) assert.equal(await add(number), 'added');
      assert.equal(await add(50), 'too_many');
      assert.equal(await storage.rotateSecret(clientId(1), secret(51), NOW + DAY, contextAt()), 'too_many');
      assert.equal((await stored(storage)).length, MAX_SECRETS);
      assert.equal(
        (await storage.listAudit({ action: 'application.secret_added', limit: 50 })).length,
        MAX_SECRETS - 1,
      );
      assert.equal(await add(52, NOW + DAY), 'added');
    });

    test('added at once, they do not become too many', async () => {
      const storage = await openWithApplications();
      const numbers = Array.from({ length: MAX_SECRETS + 5 }, (_, index) => 20 + index);
      const added = await Promise.all(
        numbers.map((number) => storage.addSecret(clientId(1), secret(number), contextAt())),
      );
      assert.equal(added.filter((result) => result === 'added').length, MAX_SECRETS - 1);
      assert.equal((await stored(storage)).length, MAX_SECRETS);
    });

    test('a rotated one replaces all others at once', async () => {
      const storage = await openWithApplications();
      await storage.addSecret(clientId(1), secret(10), contextAt());
      const rotate = (keepUntil?: number) => storage.rotateSecret(clientId(1), secret(11), keepUntil, contextAt());
      assert.equal(await rotate(), 'rotated');
      assert.deepEqual(await stored(storage), [[11, undefined]]);
      assert.deepEqual(await listed(storage), [['Secret 11', undefined]]);
      const detail = { secret_id: clientId(11), label: 'Secret 11' };
      assert.deepEqual(await lastEntry(storage), ['application.secret_rotated', detail]);
      assert.equal(
        await storage.rotateSecret(clientId(9), secret(12), undefined, contextAt()),
        'application_not_found',
      );
      assert.deepEqual(await stored(storage, 2), [[2, undefined]]);
    });

    test('a rotation keeps the others for as long as it says, and none longer than it was to live', async () => {
      const storage = await openWithApplications();
      await storage.addSecret(clientId(1), secret(10, { expiresAt: NOW + HOUR }), contextAt());
      await storage.addSecret(clientId(1), secret(11, { expiresAt: NOW + 9 * DAY }), contextAt());
      assert.equal(await storage.rotateSecret(clientId(1), secret(12), NOW + DAY, contextAt()), 'rotated');
      assert.deepEqual(await stored(storage), [
        [1, NOW + DAY],
        [10, NOW + HOUR],
        [11, NOW + DAY],
        [12, undefined],
      ]);
      const detail = { secret_id: clientId(12), label: 'Secret 12', others_expire_time: '2025-01-02T00:00:00Z' };
      assert.deepEqual(await lastEntry(storage), ['application.secret_rotated', detail]);
      await storage.rotateSecret(clientId(1), secret(13), NOW, contextAt());
      assert.deepEqual(await stored(storage), [[13, undefined]]);
    });

    test('a revoked one is dead at once, once, and only where it is', async () => {
      const storage = await openWithApplications();
      await storage.addSecret(clientId(1), secret(10), contextAt());
      assert.equal(await storage.revokeSecret(clientId(2), clientId(10), contextAt()), false);
      assert.equal(await storage.revokeSecret(clientId(9), clientId(10), contextAt()), false);
      assert.equal(await storage.revokeSecret(clientId(1), clientId(10), contextAt()), true);
      assert.deepEqual(await stored(storage), [[1, undefined]]);
      const detail = { secret_id: clientId(10), label: 'Secret 10' };
      assert.deepEqual(await lastEntry(storage), ['application.secret_revoked', detail]);
      assert.equal(await storage.revokeSecret(clientId(1), clientId(10), contextAt()), false);
      assert.equal((await storage.listAudit({ action: 'application.secret_revoked', limit: 5 })).length, 1);
      assert.equal(await storage.revokeSecret(clientId(1), clientId(1), contextAt()), true);
      assert.deepEqual(await stored(storage), []);
    });

    test('one of a directory file replaces all others, unless it is among those that live', async () => {
      const storage = await openWithApplications();
      const later = NOW + DAY;
      await storage.addSecret(clientId(1), secret(10), contextAt());
      await storage.addSecret(clientId(1), secret(11, { expiresAt: later }), contextAt());
      const before = await stored(storage);
      const take = (number: number) => fill(storage, { applications: [application(1, { secret: secret(number) })] });
      await take(10);
      assert.deepEqual(await stored(storage), before);
      await storage.rotateSecret(clientId(1), secret(12), NOW + 1, contextAt(NOW - 1));
      await storage.sweepApplications(NOW);
      await take(13);
      assert.deepEqual(await stored(storage), [[13, undefined]]);
      assert.deepEqual(await listed(storage), [['Secret 13', undefined]]);
    });

    test('one of a directory file takes the place of itself that has ended', async () => {
      const storage = await openWithApplications();
      await storage.addSecret(clientId(1), secret(10, { expiresAt: NOW }), contextAt(NOW - 1));
      await fill(storage, { applications: [application(1, { secret: secret(10) })] });
      assert.deepEqual(await stored(storage), [[10, undefined]]);
    });

    test('ended ones are swept a day after their end', async () => {
      const storage = await openWithApplications();
      await storage.addSecret(clientId(1), secret(10, { expiresAt: NOW }), contextAt());
      const over = NOW + ENDED_SECRET_DAYS * DAY;
      assert.equal(await storage.sweepApplications(over), 0);
      assert.equal((await listed(storage)).length, 2);
      assert.equal(await storage.sweepApplications(over + 1), 1);
      assert.deepEqual(await listed(storage), [['Secret 1', undefined]]);
    });
  });

  describe('all tokens of an application', () => {
    test('die together, those of others do not', async () => {
      const storage = await openWithApplications();
      const issue = (number: number, owner: number, expiresAt = NOW + HOUR) =>
        storage.issueToken({ hash: hashOf(number), clientId: clientId(owner), expiresAt }, contextAt());
      for (const number of [100, 101, 102]) await issue(number, 1);
      await issue(103, 1, NOW + 1);
      await issue(200, 2);
      for (const number of [100, 101, 200]) assert.ok(await storage.findToken(hashOf(number), NOW));
      assert.equal(await storage.revokeTokens(clientId(1), contextAt(NOW + 1)), 3);
      for (const number of [100, 101, 102, 103]) assert.equal(await storage.findToken(hashOf(number), NOW), undefined);
      assert.ok(await storage.findToken(hashOf(200), NOW));
      assert.deepEqual(await lastEntry(storage), ['application.tokens_revoked', { tokens: 3 }]);
      assert.equal(await storage.revokeTokens(clientId(1), contextAt()), 0);
      assert.equal(await storage.revokeTokens(clientId(9), contextAt()), undefined);
      await issue(104, 1);
      assert.ok(await storage.findToken(hashOf(104), NOW));
    });
  });
}
