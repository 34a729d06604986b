import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { test } from 'node:test';
import { type Client, Service, somebody } from '../service/service.ts';
import { eventually } from '../tls/eventually.ts';
import { storageWith } from './faulty-storage.ts';
import { RawConnection } from './raw-exchange.ts';

/** Milliseconds: what holds the service up then holds the test up too, and is found out. */
const FOREVER = 600_000;
const TEST = { timeout: 20_000 };

/** A service whose suspensions wait until the test lets them go on. */
async function startHeld(drain = FOREVER) {
  const entered = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const service = await Service.start({
    timeouts: { drain },
    wrapStorage: (storage) =>
      storageWith(storage, {
        suspendUser: async (...input) => {
          entered.resolve();
          await gate.promise;
          return storage.suspendUser(...input);
        },
      }),
  });
  const people = [somebody(0), somebody(1)] as const;
  const client = await service.client(await service.account(people));
  const token = await service.token(client);
  const path = `/v1/accounts/${client.accountId}/users/${people[1].id}:suspend`;
  return { service, client, token, path, person: people[1], entered: entered.promise, letGo: gate.resolve };
}

function suspend({ app }: Service, token: string, path: string, agent: Agent | false): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, app.listenerUrl), { method: 'POST', host: '127.0.0.1', headers, agent });
    outgoing.on('error', reject).on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.end();
  });
}

/** Whether the connection lives on after the answer. Rejects where there is none. */
function isKeptAlive({ app }: Service, agent: Agent): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL('/nowhere', app.listenerUrl), { host: '127.0.0.1', agent });
    outgoing.on('error', reject).on('response', (response) => {
      response.resume().on('end', () => resolve(response.headers.connection !== 'close'));
    });
    outgoing.end();
  });
}

async function stateOf({ storage }: Service, { accountId }: Client, userId: string): Promise<string> {
  const json = await storage.findUser(accountId, userId);
  return JSON.parse(Buffer.from(json ?? []).toString()).state;
}

async function assertRefusesConnections({ app }: Service): Promise<void> {
  await eventually('new connections are refused', () =>
    RawConnection.open(app.listenerUrl).then(
      ({ socket }) => {
        socket.destroy();
        return false;
      },
      (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED',
    ),
  );
}

test('a running request is finished, new connections are refused, and nothing keeps the service', TEST, async () => {
  const { service, client, token, path, person, entered, letGo } = await startHeld();
  const agent = new Agent({ keepAlive: true });
  const running = suspend(service, token, path, agent);
  await entered;

  const closed = service.app.close();
  await assertRefusesConnections(service);
  letGo();

  assert.equal(await running, 200);
  await closed; // although the client would have kept its connection open
  assert.equal(await stateOf(service, client, person.id), 'SUSPENDED');
  agent.destroy();
  await service.storage.close();
});

test('connections that carry no request are closed at once: idle, fresh, and both while others run', TEST, async () => {
  const { service, token, path, entered, letGo } = await startHeld();
  const [idle, fresh] = [
    await RawConnection.open(service.app.listenerUrl),
    await RawConnection.open(service.app.listenerUrl),
  ];
  idle.write('GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n');
  await idle.untilAnswered();
  const running = suspend(service, token, path, false);
  await entered;

  const closed = service.app.close();
  await Promise.all([idle.closed, fresh.closed]);
  letGo();

  assert.equal(await running, 200);
  await closed;
  await service.storage.close();
});

test(
  'who asks on and on over a connection that is kept alive hears that it closes, and loses nothing',
  TEST,
  async () => {
    const service = await Service.start({ timeouts: { farewell: FOREVER } });
    const agent = new Agent({ keepAlive: true });
    let asked = 0;
    const untilFarewell = async () => {
      for (let open = true; open; asked += 1) open = await isKeptAlive(service, agent);
    };
    const clients = Array.from({ length: 8 }, untilFarewell);
    await eventually('they ask', () => asked > 50);
    const closed = service.app.close();
    await Promise.all(clients);
    await closed; // nobody is connected any more
    agent.destroy();
    await service.storage.close();
  },
);

test('who asks again only after the stop began is answered all the same', TEST, async () => {
  const service = await Service.start({ timeouts: { farewell: FOREVER } });
  const [idle, busy] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })];
  assert.equal(await isKeptAlive(service, idle), true);
  const closed = service.app.close();
  // Long enough for what arrived before the stop to be taken in.
  for (let asked = 0; asked < 600; asked++) assert.equal(await isKeptAlive(service, busy), false);
  assert.equal(await isKeptAlive(service, idle), false);
  await closed;
  for (const agent of [idle, busy]) agent.destroy();
  await service.storage.close();
});

test('what was asked just before the stop is answered, read or not, accepted or not', TEST, async () => {
  for (let round = 0; round < 5; round++) {
    const service = await Service.start();
    const connections = await Promise.all(
      Array.from({ length: 10 }, () => RawConnection.open(service.app.listenerUrl)),
    );
    for (const connection of connections) connection.write('GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n');
    const closed = service.app.close();
    for (const connection of connections) assert.equal((await connection.untilAnswered())[0]?.status, 404);
    await closed;
    await service.storage.close();
  }
});

test('what does not end in time is cut off', TEST, async () => {
  const { service, token, path, entered, letGo } = await startHeld(50);
  const running = suspend(service, token, path, false);
  const half = await RawConnection.open(service.app.listenerUrl);
  half.write('POST /v1/oauth/token HTTP/1.1\r\nHost: x\r\nContent-');
  await entered;

  const closed = service.app.close();

  await assert.rejects(running, { code: 'ECONNRESET' });
  await half.closed;
  await closed;
  letGo();
  await service.storage.close();
});

test('closing twice is closing once', TEST, async () => {
  const service = await Service.start();
  await Promise.all([service.app.close(), service.app.close()]);
  await service.app.close();
  await service.storage.close();
});

test('a port that is taken is said so, and nothing is left running', async () => {
  await using service = await Service.start();
  const port = Number(new URL(service.app.listenerUrl).port);

  await assert.rejects(Service.start({ listen: { host: '127.0.0.1', port } }), { code: 'EADDRINUSE' });
});
