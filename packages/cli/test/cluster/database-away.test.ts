import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Deployment, deploy } from './deployment/deployment.ts';
import { ACCOUNT, type Directory, fillDirectory } from './deployment/directory.ts';
import { eventually } from './deployment/eventually.ts';
import { type Answer, type Asked, formRequest, request } from './deployment/request.ts';
import type { Server } from './deployment/server.ts';

const PEOPLE = 12;
/** Times that everything is asked while the database is away, so many at once. */
const FLOOD = 96;
const AT_ONCE = 16;
/** The same at once where every answer waits until patience is at its end. */
const CROWD = 50;
const MIB = 1024 * 1024;

type Scene = Deployment & { readonly filled: Directory };

function tokenRequest(server: Server, { application }: Directory): Asked {
  return formRequest(server.port, '/v1/oauth/token', application, { grant_type: 'client_credentials' });
}

/** Everything that a client can ask: read, list, change, and both endpoints of OAuth. */
function requestsTo(server: Server, directory: Directory, token: string): readonly Asked[] {
  const path = `/v1/accounts/${ACCOUNT}/users`;
  const [, , , member] = directory.people;
  const headers = { authorization: `Bearer ${token}` };
  return [
    { port: server.port, method: 'GET', path, headers },
    { port: server.port, method: 'GET', path: `${path}/${member?.id}`, headers },
    { port: server.port, method: 'POST', path: `${path}/${member?.id}:suspend`, headers },
    { port: server.port, method: 'POST', path: `${path}/${member?.id}:reactivate`, headers },
    tokenRequest(server, directory),
    formRequest(server.port, '/v1/oauth/revoke', directory.application, { token: 'rct_unknown' }),
  ];
}

function assertAway({ status, headers, json }: Answer): void {
  assert.equal(status, 503, JSON.stringify(json));
  assert.ok(Number(headers['retry-after']) >= 1);
  assert.ok(json.message === 'unavailable' || json.error === 'temporarily_unavailable', JSON.stringify(json));
}

async function works(server: Server, directory: Directory, token: string): Promise<boolean> {
  const answers = await Promise.all(requestsTo(server, directory, token).map(request));
  return answers.every(({ status }) => status === 200);
}

async function start(context: TestContext): Promise<{ scene: Scene; token: string }> {
  const scene = await deploy(context, 2, (url) => fillDirectory(url, PEOPLE, 0));
  const [server] = scene.servers;
  assert.ok(server);
  const { json } = await request(tokenRequest(server, scene.filled));
  return { scene, token: json.access_token };
}

test('while the database is away', async (context) => {
  const { scene, token } = await start(context);
  const { database, servers, filled } = scene;
  const everything = () => servers.flatMap((server) => requestsTo(server, filled, token));
  const comesBack = () =>
    Promise.all(
      servers.map(async (server) => {
        await eventually('it works again by itself', () => works(server, filled, token));
        await eventually('it says so', async () => (await server.probe('readyz')) === 200);
      }),
    );
  await comesBack();

  await context.test('everything is answered with 503 and Retry-After, and the probes tell why', async () => {
    await database.kill();
    // The database comes back only after all of them are answered: nobody waits for it.
    await assertAllAway(everything());
    for (const server of servers) {
      await eventually('it is not ready', async () => (await server.probe('readyz')) === 503);
      assert.equal(await server.probe('healthz'), 200);
    }
  });

  await context.test('memory does not grow with the requests', async () => {
    const [server] = servers;
    assert.ok(server);
    await flood(server, filled, token);
    const before = await server.metric('process_resident_memory_bytes');
    await flood(server, filled, token);
    const grown = (await server.metric('process_resident_memory_bytes')) - before;
    assert.ok(grown < 64 * MIB, `${Math.round(grown / MIB)} MiB more`);
  });

  await context.test('it works again by itself, and so once more after the next time', async () => {
    await database.cluster.start();
    await comesBack();
    await database.cluster.stop();
    await assertAllAway(everything());
    await database.cluster.start();
    await comesBack();
  });

  await context.test('and when it is there and moves no more: nothing hangs', async () => {
    await database.freeze();
    await assertAllAway(repeated(everything(), CROWD));
    for (const server of servers) {
      assert.equal(await server.probe('readyz'), 503);
      assert.equal(await server.probe('healthz'), 200);
    }
    database.thaw();
    await comesBack();
  });

  await context.test('a server may be stopped meanwhile, and one started is told in a sentence', async () => {
    await database.kill();
    const [one, two] = servers;
    assert.ok(one && two);
    assert.equal(await one.stop(), 0, one.log);
    await assert.rejects(one.start(), /ended with 1: rollcall: The database .* cannot be reached\. /);
    await database.cluster.start();
    await one.start();
    await comesBack();
  });
});

async function flood(server: Server, directory: Directory, token: string): Promise<void> {
  const asked = requestsTo(server, directory, token);
  for (let times = 0; times < FLOOD; times += AT_ONCE) await assertAllAway(repeated(asked, AT_ONCE));
}

async function assertAllAway(asked: readonly Asked[]): Promise<void> {
  for (const answer of await Promise.all(asked.map(request))) assertAway(answer);
}

function repeated<T>(items: readonly T[], times: number): T[] {
  return Array.from({ length: times }, () => items).flat();
}
