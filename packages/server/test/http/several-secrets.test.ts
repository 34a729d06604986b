import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashCredential, newClientSecret } from '../../src/domain/credentials.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { MAX_SECRETS } from '../../src/storage/application-verbs.ts';
import { firstSecret } from '../../src/storage/first-secret.ts';
import { type Client, Service } from '../service/service.ts';

const GRANT = { grant_type: 'client_credentials' };
const HOUR = 3600;

async function start() {
  const service = await Service.start();
  const client = await service.client(await service.account());
  const statusOf = async (clientSecret: string) =>
    (await service.form('/v1/oauth/token', { ...client, clientSecret }, GRANT)).status;
  return { service, client, statusOf };
}

/** Another secret of the application, for so many seconds. */
async function add(service: Service, { clientId }: Client, seconds?: number): Promise<string> {
  const clientSecret = newClientSecret(systemRandom);
  const expiresAt = seconds === undefined ? undefined : service.clock.now() + seconds * 1000;
  const secret = { ...firstSecret(systemRandom, clientSecret), expiresAt };
  await service.storage.addSecret(clientId, secret, service.context());
  return clientSecret;
}

test('each of them is good, whichever it is', async () => {
  const { service, client, statusOf } = await start();
  await using _ = service;
  const secrets = [client.clientSecret];
  while (secrets.length < MAX_SECRETS) secrets.push(await add(service, client));
  for (const secret of secrets) assert.equal(await statusOf(secret), 200);
  assert.equal(await statusOf(newClientSecret(systemRandom)), 401);
});

test('an old one is good beside the new one until its time is over, to the second', async () => {
  const { service, client, statusOf } = await start();
  await using _ = service;
  const fresh = newClientSecret(systemRandom);
  const until = service.clock.now() + HOUR * 1000;
  await service.storage.rotateSecret(client.clientId, firstSecret(systemRandom, fresh), until, service.context());
  service.clock.advance(HOUR - 1);
  assert.deepEqual([await statusOf(client.clientSecret), await statusOf(fresh)], [200, 200]);
  service.clock.advance(1);
  assert.deepEqual([await statusOf(client.clientSecret), await statusOf(fresh)], [401, 200]);
});

test('a revoked one is refused at the next call, and without any nobody comes in', async () => {
  const { service, client, statusOf } = await start();
  await using _ = service;
  const other = await add(service, client);
  const [first, second] = await service.storage.listSecrets(client.clientId);
  const revoke = (id = '') => service.storage.revokeSecret(client.clientId, id, service.context());
  const labels = [first?.id, second?.id];
  assert.equal(await revoke(labels[0]), true);
  assert.equal(await revoke(labels[1]), true);
  assert.deepEqual([await statusOf(client.clientSecret), await statusOf(other)], [401, 401]);
});

test('who used which is known once the service has stopped; refused ones are nobody’s use', async () => {
  const { service, client, statusOf } = await start();
  const startedAt = service.clock.now();
  const other = await add(service, client);
  const { secrets = [] } = (await service.storage.findApplication(client.clientId)) ?? {};
  const first = secrets.find(({ hash }) => hash === hashCredential(client.clientSecret));
  await statusOf(client.clientSecret);
  service.clock.advance(1);
  await statusOf(client.clientSecret);
  await statusOf(newClientSecret(systemRandom));
  await service.storage.revokeSecret(client.clientId, 'unknown', service.context());
  service.clock.advance(1);
  await statusOf(other);
  await service.app.close();

  const uses = await service.storage.listSecretUses(client.clientId);
  assert.deepEqual(
    uses.map(({ uses: times, firstAt, lastAt }) => [times, firstAt - startedAt, lastAt - startedAt]),
    [
      [1, 2000, 2000],
      [2, 0, 1000],
    ],
  );
  assert.deepEqual([uses[1]?.clientId, uses[1]?.secretId], [client.clientId, first?.id]);
  assert.match(uses[0]?.address ?? '', /127\.0\.0\.1/);
  await service.storage.close();
});

test('calls are counted by the hour and by how they were answered', async () => {
  const service = await Service.start();
  const accountId = await service.account();
  const client = await service.client(accountId, ['list_users'], { perMinute: 2 });
  const list = async (query = '') =>
    service.call(await service.token(client), 'GET', `/v1/accounts/${accountId}/users${query}`);
  const startedAt = service.clock.now();
  const hour = startedAt - (startedAt % 3_600_000);
  const statuses = [await list(), await list('?filter=nonsense'), await list()].map(({ status }) => status);
  assert.deepEqual(statuses, [200, 400, 429]);
  service.clock.advance(HOUR);
  await list();
  await service.app.close();

  const none = { clientId: client.clientId, refused: 0, limited: 0, failed: 0 };
  assert.deepEqual(await service.storage.listUsage(client.clientId, 0), [
    { ...none, hour, calls: 3, refused: 1, limited: 1 },
    { ...none, hour: hour + 3_600_000, calls: 1 },
  ]);
  await service.storage.close();
});
