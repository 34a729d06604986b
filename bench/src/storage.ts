/**
 * What the embedded store alone costs, without HTTP: reads from memory and from the database, durable suspensions, an
 * import, and opening a folder. In processor time of this process or in wall time, as each line says.
 *
 *   node bench/src/storage.ts [people]     default 100000
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person, Storage } from '@rollcall/server';
import { openSqliteStorage } from '@rollcall/server/storage/sqlite';

const ACCOUNT_ID = 'STORAGEBENCHACCOUNTAAAAAAA';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PAGE = 100;
/** Records handed to an import at once. */
const BATCH = 1000;
const CONNECTIONS = 64;
const CONTEXT = {
  at: Date.now(),
  actor: { kind: 'operator', id: 'bench', address: undefined, userAgent: undefined },
  requestId: 'bench',
} as const;

/** An id that looks random and is the same every time. */
function idOf(number: number): string {
  let state = Math.imul(number + 1, 0x9e3779b1);
  let id = '';
  while (id.length < 26) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + number;
    id += ALPHABET[state >>> 27];
  }
  return id;
}

/** The people of the benchmark in no order: neither of time, nor of id or address. */
function personOf(index: number, people: number): Person {
  const number = (index * 7919) % people;
  return {
    id: idOf(number),
    email: `person${number}.name@example.com`,
    displayName: `Person Number ${number}`,
    state: number % 10 === 9 ? 'SUSPENDED' : 'ACTIVE',
    createTime: `${new Date(1.6e12 + ((number * 104_729) % people) * 1000).toISOString().slice(0, 19)}Z`,
    role: number === 0 ? 'owner' : 'member',
    externallyManaged: false,
    securityGroup: false,
  };
}

function report(what: string, value: number, unit: string): void {
  process.stdout.write(`${what.padEnd(52)}${value.toFixed(value < 100 ? 2 : 0).padStart(10)} ${unit}\n`);
}

async function importPeople(storage: Storage, people: number): Promise<void> {
  const session = await storage.beginImport('bench', CONTEXT);
  const account = { id: ACCOUNT_ID, name: 'Bench', provisioning: 'manual' } as const;
  await session.applyAll([{ kind: 'account', account, made: [] }]);
  for (let from = 0; from < people; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, people - from) }, (_, place) => from + place);
    await session.applyAll(
      numbers.map((number) => {
        return { kind: 'person', person: { ...personOf(number, people), accountId: ACCOUNT_ID }, made: [] } as const;
      }),
    );
  }
  await session.commit();
}

/** Microseconds each. */
async function timeEach(times: number, work: (turn: number) => unknown): Promise<number> {
  const started = performance.now();
  for (let turn = 0; turn < times; turn++) {
    await work(turn);
    // Requests come in turns of the event loop, and what is asked once per turn is part of their price.
    if (turn % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return ((performance.now() - started) * 1000) / times;
}

async function measureReads(storage: Storage, people: number): Promise<void> {
  // Made beforehand, so that their making is not measured.
  const ids = Array.from({ length: 3000 }, (_, turn) => idOf((turn * 37) % people));
  const places = Array.from({ length: 1000 }, (_, turn) => personOf((turn * 97) % people, people));
  const get = (turn: number): unknown => storage.findUser(ACCOUNT_ID, ids[turn] ?? '');
  const page = (turn: number, state?: 'SUSPENDED'): unknown =>
    storage.listUsers({ accountId: ACCOUNT_ID, state, size: PAGE, after: places[turn] });
  report('get user, from the database', await timeEach(ids.length, get), 'µs');
  report('get user, from memory', await timeEach(ids.length, get), 'µs');
  report('page of 100, from the database', await timeEach(places.length, (turn) => page(turn)), 'µs');
  report('page of 100, from memory', await timeEach(places.length, (turn) => page(turn)), 'µs');
  const suspended = await timeEach(places.length, (turn) => page(turn, 'SUSPENDED'));
  report('page of 100 of the suspended, from the database', suspended, 'µs');
}

async function measureSuspensions(storage: Storage, people: number): Promise<void> {
  let next = 1;
  let done = 0;
  const until = performance.now() + 3000;
  const lane = async (): Promise<void> => {
    while (performance.now() < until && next < people) {
      const number = next++;
      if (number % 10 === 9) continue;
      await storage.suspendUser(ACCOUNT_ID, idOf(number), CONTEXT);
      done++;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  report(`suspensions, ${CONNECTIONS} at a time, on disk`, (done / (performance.now() - started)) * 1000, 'a second');
}

const people = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
try {
  const commandLine = await openSqliteStorage({ dataDir: folder, role: 'administration' });
  for (const what of ['import of new people', 'the same import again']) {
    const started = performance.now();
    await importPeople(commandLine, people);
    report(what, (people / (performance.now() - started)) * 1000, 'a second');
  }
  report('resident after the imports', process.memoryUsage.rss() / 2 ** 20, 'MiB');
  await commandLine.close();
  report('on disk, a person', statSync(join(folder, 'rollcall.db')).size / people, 'bytes');
  const started = performance.now();
  const storage = await openSqliteStorage({ dataDir: folder, role: 'server' });
  await storage.findUser(ACCOUNT_ID, idOf(1));
  report(`opening the folder of ${people} and the first read`, performance.now() - started, 'ms');
  await storage.check();
  report('and the first write', performance.now() - started, 'ms');
  await measureReads(storage, people);
  await measureSuspensions(storage, people);
  await storage.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
