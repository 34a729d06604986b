import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { MAX_SECRETS } from '../../src/storage/application-verbs.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { testCluster } from '../postgres/test-cluster.ts';
import { application, clientId, contextAt, fill, hashOf, NOW, secret } from './contract/samples.ts';

const PATIENCE_MS = 60_000;
const cluster = testCluster();

/** Two stores here are two servers: nothing but the database is between them. */
describe('secrets of two servers on one PostgreSQL', () => {
  let one: Storage;
  let two: Storage;

  before(async () => {
    const url = await cluster().createDatabase();
    const options = { url, role: 'server', connectMs: PATIENCE_MS, queryMs: PATIENCE_MS } as const;
    [one, two] = await Promise.all([openPostgresStorage(options), openPostgresStorage(options)]);
    await fill(one, { applications: [application(1)] });
  });

  after(() => Promise.all([one.close(), two.close()]));

  test('a secret that one ends is refused by the other at the next call, and so is every token', async () => {
    const hashesOnTwo = async () => (await two.findApplication(clientId(1)))?.secrets.map(({ hash }) => hash);
    for (let number = 0; number < 20; number++) {
      await one.addSecret(clientId(1), secret(200), contextAt());
      assert.deepEqual((await hashesOnTwo())?.toSorted(), [hashOf(1), hashOf(200)].toSorted());
      await one.revokeSecret(clientId(1), clientId(200), contextAt());
      assert.deepEqual(await hashesOnTwo(), [hashOf(1)]);
      await two.issueToken({ hash: hashOf(3000), clientId: clientId(1), expiresAt: NOW + 1000 }, contextAt());
      assert.ok(await two.findToken(hashOf(3000), NOW));
      assert.equal(await one.revokeTokens(clientId(1), contextAt()), 1);
      assert.equal(await two.findToken(hashOf(3000), NOW), undefined);
    }
  });

  test('secrets that two servers add at once do not become too many, and counts of both add up', async () => {
    await one.createApplication(application(9), contextAt());
    const added = await Promise.all(
      Array.from({ length: 3 * MAX_SECRETS }, (_, index) =>
        (index % 2 === 0 ? one : two).addSecret(clientId(9), secret(300 + index), contextAt()),
      ),
    );
    assert.equal(added.filter((result) => result === 'added').length, MAX_SECRETS - 1);
    assert.equal((await one.listSecrets(clientId(9))).length, MAX_SECRETS);
    const hour = { clientId: clientId(9), hour: NOW, calls: 2, refused: 1, limited: 0, failed: 0 };
    const use = { clientId: clientId(9), secretId: clientId(9), userAgent: 'a', address: '::1', uses: 3 };
    const times = { firstAt: NOW, lastAt: NOW };
    await Promise.all(
      [one, two, one, two].flatMap((server) => [
        server.recordUsage([hour, { ...hour, clientId: clientId(1) }]),
        server.recordSecretUses([{ ...use, ...times }]),
      ]),
    );
    assert.deepEqual(await two.listUsage(clientId(9), 0), [{ ...hour, calls: 8, refused: 4 }]);
    assert.deepEqual(await one.listSecretUses(clientId(9)), [{ ...use, ...times, uses: 12 }]);
  });
});
