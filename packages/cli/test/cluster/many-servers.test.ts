import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { check } from './checker/check.ts';
import type { RunRecord } from './checker/record.ts';
import { Database } from './deployment/database.ts';
import { deploy, readStored } from './deployment/deployment.ts';
import { fillDirectory, OWNERS } from './deployment/directory.ts';
import { eventually } from './deployment/eventually.ts';
import { Server } from './deployment/server.ts';
import { Client, type Token } from './workload/client.ts';

const MANY = 10;
const RACES = 60;
const PER_MINUTE = 30;
const CALLS = 120;
const PEOPLE = 12;

async function emptyDatabase(context: TestContext): Promise<Database> {
  const database = await Database.start();
  context.after(() => database.cluster.remove());
  return database;
}

test('ten servers start at once on an empty database, and a newer version beside them', async (context) => {
  const database = await emptyDatabase(context);
  const servers = Array.from({ length: MANY }, () => new Server(context, database.url));
  await Promise.all(servers.map((server) => server.start()));
  for (const server of servers) assert.equal(await server.probe('readyz'), 200);
  const [row] = await database.query('SELECT count(*) AS steps, max(version) AS last FROM rollcall.schema_migrations');
  assert.equal(row?.steps, String(row?.last), 'every step was done once');
  const [first, second] = servers;
  assert.ok(first && second);
  await Promise.all(servers.slice(2).map((server) => server.stop()));

  // What a newer version leaves behind that the one before it can live with: this one goes on, and can be started.
  const next = Number(row?.last) + 1;
  await database.query(`INSERT INTO rollcall.schema_migrations VALUES (${next}, 'adds', 1)`);
  await second.stop();
  await second.start();
  for (const server of [first, second]) assert.equal(await server.probe('readyz'), 200);

  // And what it cannot live with: it serves no more, and does not start.
  await database.query(`INSERT INTO rollcall.schema_migrations VALUES (${next + 1}, 'removes', ${next + 1})`);
  await eventually('it is not ready', async () => (await first.probe('readyz')) === 503);
  await second.stop();
  await assert.rejects(second.start(), /newer Rollcall.*Start the newer version\./s);
});

test('what is one across servers is one, whichever of three is asked', async (context) => {
  const deployment = await deploy(context, 3, (url) => fillDirectory(url, PEOPLE, PER_MINUTE));
  const { servers, filled: directory, database } = deployment;
  const client = new Client();
  const portOf = (index: number): number => {
    const server = servers[index % servers.length];
    if (server === undefined) throw new Error('There are three servers.');
    return server.port;
  };
  const issue = async (application = directory.application): Promise<Token> => {
    const token = await client.issue(portOf(0), application);
    assert.ok(token);
    return token;
  };
  const token = await issue();
  const move = async (index: number, user: string, target: 'ACTIVE' | 'SUSPENDED') => {
    const verb = target === 'ACTIVE' ? 'reactivate' : 'suspend';
    const asking = { method: 'POST', path: `/${user}:${verb}` };
    const [{ status }] = await client.people(portOf(index), token, { kind: 'move', user, target }, asking);
    return status;
  };
  const get = async (index: number, bearer: Token) => {
    const user = directory.people[index % PEOPLE]?.id ?? '';
    const asking = { method: 'GET', path: `/${user}` };
    const [{ status }] = await client.people(portOf(index), bearer, { kind: 'get', user }, asking);
    return status;
  };

  await context.test('of the last owners, suspended at once, one remains: every time', async () => {
    const [spare, ...rivals] = directory.people.slice(0, OWNERS).map(({ id }) => id);
    assert.equal(await move(0, spare ?? '', 'SUSPENDED'), 200);
    for (let race = 0; race < RACES; race++) {
      const statuses = await Promise.all(rivals.map((id, index) => move(race + index, id, 'SUSPENDED')));
      assert.deepEqual(statuses.sort(), [200, 403], `race ${race}`);
      assert.deepEqual(await Promise.all(rivals.map((id, index) => move(race + index + 1, id, 'ACTIVE'))), [200, 200]);
    }
  });

  await context.test('a token that one revokes is dead on the others at the next call', async () => {
    for (let round = 0; round < 20; round++) {
      const short = await issue();
      const uses = () => Promise.all([0, 1, 2].map((index) => get(index, short)));
      assert.deepEqual(await uses(), [200, 200, 200]);
      assert.equal((await client.revoke(portOf(round), short)).status, 200);
      assert.deepEqual(await uses(), [401, 401, 401]);
    }
  });

  await context.test('an application has its limit once, and is told the truth', async () => {
    const limited = await issue(directory.limited);
    const statuses = await Promise.all(Array.from({ length: CALLS }, (_, index) => get(index, limited)));
    assert.equal(statuses.filter((status) => status === 200).length, PER_MINUTE);
    assert.equal(statuses.filter((status) => status === 429).length, CALLS - PER_MINUTE);
  });

  await Promise.all(servers.map((server) => server.stop()));
  const record: RunRecord = {
    ...{ before: directory.people, operations: client.operations, walks: [], ownersSeen: [] },
    ...(await readStored(database)),
    limits: new Map([[directory.limited.clientId, PER_MINUTE]]),
  };
  assert.deepEqual(check(record), []);
});
