import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, application, clientId, contextAt, hashOf, NOW, secret } from './samples.ts';

const LIFETIME = 900_000;
const EXPIRES = NOW + LIFETIME;

export function describeTokens(open: OpenStore): void {
  const openWithApplications = async () => {
    const storage = await open();
    await storage.createAccount({ id: ACME, name: 'Acme', provisioning: 'manual' }, contextAt());
    for (const number of [1, 2]) await storage.createApplication(application(number), contextAt());
    return storage;
  };
  const token = (number: number, owner = 1) => ({
    hash: hashOf(number),
    clientId: clientId(owner),
    expiresAt: EXPIRES,
  });

  describe('tokens', () => {
    test('an issued token is found with its application until it expires', async () => {
      const storage = await openWithApplications();
      assert.equal(await storage.issueToken(token(100), contextAt()), true);
      for (const now of [NOW, EXPIRES - 1]) {
        const found = await storage.findToken(hashOf(100), now);
        const { secrets: _, ...application } = (await storage.findApplication(clientId(1))) ?? assert.fail();
        assert.partialDeepStrictEqual(found, { application, issuedAt: NOW, expiresAt: EXPIRES });
      }
      assert.equal(await storage.findToken(hashOf(100), EXPIRES), undefined);
      assert.equal(await storage.findToken(hashOf(101), NOW), undefined);
    });

    test('tokens of one application live side by side', async () => {
      const storage = await openWithApplications();
      for (const number of [100, 101, 102]) await storage.issueToken(token(number), contextAt());
      await storage.revokeToken(hashOf(101), clientId(1), contextAt());
      const alive = [100, 101, 102].map((number) => storage.findToken(hashOf(number), NOW));
      assert.deepEqual(
        (await Promise.all(alive)).map((found) => found !== undefined),
        [true, false, true],
      );
    });

    test('no token is issued to an application that is gone', async () => {
      const storage = await openWithApplications();
      await storage.deleteApplication(clientId(1), contextAt());
      assert.equal(await storage.issueToken(token(100), contextAt()), false);
      assert.equal(await storage.findToken(hashOf(100), NOW), undefined);
      assert.deepEqual(await storage.listAudit({ action: 'token.issued', limit: 10 }), []);
    });

    test('revoking kills a token once; another application cannot', async () => {
      const storage = await openWithApplications();
      await storage.issueToken(token(100), contextAt());
      assert.equal(await storage.revokeToken(hashOf(100), clientId(2), contextAt()), false);
      assert.ok(await storage.findToken(hashOf(100), NOW));
      assert.equal(await storage.revokeToken(hashOf(100), clientId(1), contextAt()), true);
      assert.equal(await storage.findToken(hashOf(100), NOW), undefined);
      assert.equal(await storage.revokeToken(hashOf(100), clientId(1), contextAt()), false);
      assert.equal((await storage.listAudit({ action: 'token.revoked', limit: 10 })).length, 1);
    });

    test('revoking an expired token changes nothing', async () => {
      const storage = await openWithApplications();
      await storage.issueToken(token(100), contextAt());
      assert.equal(await storage.revokeToken(hashOf(100), clientId(1), contextAt(EXPIRES)), false);
      assert.deepEqual(await storage.listAudit({ action: 'token.revoked', limit: 10 }), []);
    });

    test('a token follows its application: scopes at once, and its end', async () => {
      const storage = await openWithApplications();
      await storage.issueToken(token(100), contextAt());
      await storage.findToken(hashOf(100), NOW);
      await storage.updateApplication(clientId(1), { scopes: ['get_user'] }, contextAt());
      assert.deepEqual((await storage.findToken(hashOf(100), NOW))?.application.scopes, ['get_user']);
      await storage.rotateSecret(clientId(1), secret(77), undefined, contextAt());
      assert.ok(await storage.findToken(hashOf(100), NOW));
      await storage.deleteApplication(clientId(1), contextAt());
      assert.equal(await storage.findToken(hashOf(100), NOW), undefined);
    });

    test('an application made again under its old id does not wake old tokens', async () => {
      const storage = await openWithApplications();
      await storage.issueToken(token(100), contextAt());
      await storage.findToken(hashOf(100), NOW);
      await storage.deleteApplication(clientId(1), contextAt());
      await storage.createApplication(application(1), contextAt());
      assert.equal(await storage.findToken(hashOf(100), NOW), undefined);
    });

    test('a sweep removes what expired, and nothing else', async () => {
      const storage = await openWithApplications();
      const old = Array.from({ length: 2500 }, (_, number) => token(1000 + number));
      await Promise.all(old.map((one) => storage.issueToken(one, contextAt())));
      await storage.issueToken({ ...token(100), expiresAt: EXPIRES + 1 }, contextAt());
      assert.equal(await storage.sweepTokens(EXPIRES), 0);
      assert.equal(await storage.sweepTokens(EXPIRES + 1), 2500);
      assert.ok(await storage.findToken(hashOf(100), NOW));
      assert.equal(await storage.findToken(hashOf(1000), EXPIRES), undefined);
      assert.equal(await storage.sweepTokens(EXPIRES + 1), 0);
    });
  });
}
