import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openPostgresLimitStore } from '../../src/limits/shared/postgres-limit-store.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { testCluster } from '../postgres/test-cluster.ts';
import { type Client, Service, somebody } from '../service/service.ts';

const LIMITS = { perMinute: 20, perHour: 0 };
const PATIENCE_MS = 60_000;
const cluster = testCluster();

describe('three servers on one PostgreSQL', () => {
  const servers: Service[] = [];
  const people = [0, 1, 2, 3, 4].map(somebody);
  let url: string;
  let accountId: string;
  let users: string;
  const server = (index: number): Service => {
    const found = servers[index % servers.length];
    if (found === undefined) throw new Error('The servers are there inside of tests only.');
    return found;
  };
  const list = (index: number, token: string, query = '') => server(index).call(token, 'GET', `${users}${query}`);

  before(async () => {
    url = await cluster().createDatabase();
    for (let count = 0; count < 3; count += 1) {
      const options = { url, role: 'server', connections: 4, connectMs: PATIENCE_MS, queryMs: PATIENCE_MS } as const;
      const storage = await openPostgresStorage(options);
      const limitStore = openPostgresLimitStore(storage.database);
      servers.push(await Service.start({ storage, limitStore, limits: LIMITS, trustedProxies: ['127.0.0.1'] }));
    }
    accountId = await server(0).account(people);
    users = `/v1/accounts/${accountId}/users`;
  });
  after(async () => {
    for (const service of servers) await service[Symbol.asyncDispose]();
  });

  test('an application has its limit once, not three times, however many call at once', async () => {
    const token = await server(0).token(await server(0).client(accountId));
    const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => list(index, token)));

    const statuses = answers.map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 200).length, LIMITS.perMinute);
    assert.equal(statuses.filter((status) => status === 429).length, 60 - LIMITS.perMinute);
    for (const { status, headers } of answers) {
      assert.equal(headers['ratelimit-policy'], '"minute";q=20;w=60');
      assert.match(String(headers.ratelimit), /^"minute";r=\d+;t=\d+$/);
      if (status === 429) assert.ok(Number(headers['retry-after']) >= 1 && Number(headers['retry-after']) <= 60);
    }
    const left = answers.filter(({ status }) => status === 200).map(({ headers }) => readLeft(headers.ratelimit));
    assert.deepEqual(
      left.sort((a, b) => a - b),
      Array.from({ length: LIMITS.perMinute }, (_, index) => index),
    );
  });

  test('a limit that is changed through one server holds on the others at the next call', async () => {
    const client = await server(0).client(accountId, undefined, { perMinute: 1 });
    const token = await server(0).token(client);
    assert.deepEqual(await statusesOf([0, 1, 2], (index) => list(index, token)), [200, 429, 429]);
    await server(1).storage.updateApplication(client.clientId, { requestsPerMinute: 2 }, server(1).context());
    assert.deepEqual(await statusesOf([2, 0, 1], (index) => list(index, token)), [200, 200, 429]);
  });

  test('wrong secrets are counted together: then even the right one is not heard, on any server', async () => {
    const client = await server(0).client(accountId);
    const ask = (index: number, given: Client, address: string) => {
      const { clientId, clientSecret } = given;
      const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
      return server(index).send('POST', '/v1/oauth/token', {
        headers: {
          authorization,
          'content-type': 'application/x-www-form-urlencoded',
          'x-forwarded-for': address,
        },
        body: 'grant_type=client_credentials',
      });
    };
    for (let index = 0; index < 20; index += 1) {
      const guess = { ...client, clientSecret: `guess ${index}` };
      assert.equal((await ask(index, guess, `2001:db8::${index.toString(16)}`)).status, 401);
    }
    const told = (index: number) => ask(index, client, '2001:db8::ffff');
    assert.deepEqual(await statusesOf([0, 1, 2], told), [429, 429, 429]);
    assert.deepEqual(await statusesOf([0, 1, 2], (index) => ask(index, client, '2001:db8:0:1::1')), [200, 200, 200]);
  });

  test('a page token of one server is good on the others, and request ids never meet', async () => {
    const token = await server(0).token(await server(0).client(accountId));
    const seen: string[] = [];
    const ids = new Set<unknown>();
    let next = '';
    let pages = 0;
    do {
      const { json, headers } = await list(pages, token, `?max_page_size=2&page_token=${next}`);
      seen.push(...json.results.map(({ id }: { id: string }) => id));
      ids.add(headers['x-request-id']);
      next = json.next_page_token ?? '';
      pages += 1;
    } while (next !== '');
    assert.deepEqual(
      seen,
      people.map(({ id }) => id),
    );
    assert.equal(ids.size, pages);
  });

  test('calls are added up, whichever server counted them', async () => {
    const client = await server(0).client(accountId);
    const token = await server(0).token(client);
    for (let index = 0; index < 6; index += 1) assert.equal((await list(index, token)).status, 200);
    const { clientId } = client;
    const record = { clientId, userAgent: 'x', apiVersion: 'v1', firstAt: 1000, lastAt: 2000 };
    await Promise.all(servers.map(({ storage }, index) => storage.recordCalls([{ ...record, calls: index + 1 }])));
    const found = (await server(0).storage.listCalls(clientId)).find(({ userAgent }) => userAgent === 'x');
    assert.equal(found?.calls, 6);
  });

  test('ten sweeps at once leave what is alive, and hinder nobody', async () => {
    const client = await server(0).client(accountId, undefined, { perMinute: 5 });
    const token = await server(0).token(client);
    assert.equal((await list(0, token)).status, 200);
    const { database } = await openPostgresStorage({ url, role: 'server', connections: 10, queryMs: PATIENCE_MS });
    const count = async (where: string) =>
      Number(
        (await database.read({ name: undefined, text: `SELECT count(*) FROM rollcall.limit_counts ${where}` }))?.count,
      );
    await database.write({
      name: undefined,
      text: `INSERT INTO rollcall.limit_counts SELECT 'old ' || n, 1, 1000 FROM generate_series(1, 1000) n`,
    });
    const alive = await count(`WHERE key NOT LIKE 'old %'`);
    const stores = Array.from({ length: 10 }, () => openPostgresLimitStore(database));
    const [ahead] = await Promise.all([
      Promise.all(stores.map((store) => store.sweep())),
      Promise.all(servers.flatMap(({ storage }) => [storage.sweepTokens(0), storage.sweepTokens(0)])),
    ]);

    assert.equal(await count(`WHERE key LIKE 'old %'`), 0);
    assert.equal(await count(''), alive);
    for (const milliseconds of ahead) assert.ok(Math.abs(milliseconds ?? Number.NaN) < 60_000);
    assert.equal((await list(1, token)).headers.ratelimit?.toString().slice(0, 12), '"minute";r=3');
    await database.close();
  });
});

async function statusesOf(indexes: readonly number[], ask: (index: number) => Promise<{ readonly status: number }>) {
  const statuses: number[] = [];
  for (const index of indexes) statuses.push((await ask(index)).status);
  return statuses;
}

function readLeft(header: unknown): number {
  return Number(/r=(\d+)/.exec(String(header))?.[1]);
}
