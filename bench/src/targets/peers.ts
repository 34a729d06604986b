import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { Entrant } from '../comparison.ts';
import { ACCOUNT_ID, writePeople } from '../import-people.ts';
import { exchange } from '../load/exchange.ts';
import { type ProcessOptions, type RunningProcess, startProcess } from '../processes/running-process.ts';
import type { Room } from '../room.ts';
import type { Section } from '../sections/section.ts';
import { installPeers } from './peer-install.ts';
import { tokenRequest } from './rollcall.ts';
import { freePort } from './rollcall-command.ts';

const OPENAPI = fileURLToPath(new URL('../../../docs/openapi/users-v1beta1.json', import.meta.url));
const OIDC_PROGRAM = fileURLToPath(new URL('oidc-provider-process.ts', import.meta.url));
const PATIENCE_MS = 60_000;
const DIFFERENT = 1000;
const JSON_SERVER_NOTE = 'the same people in memory; no tokens, no limits, no audit';

/** The peers that stand against Rollcall in a section. */
export interface Peers {
  entrants(section: Section): readonly Entrant[];
  stop(): Promise<unknown>;
}

export const NO_PEERS: Peers = { entrants: () => [], stop: () => Promise.resolve() };

interface Peer {
  readonly process: RunningProcess;
  readonly port: number;
}

/** Installs the peers where they are missing and starts each on the server's core, in the mode meant for production. */
export async function startPeers(room: Room, people: number, report: (line: string) => void): Promise<Peers> {
  const folder = await installPeers(report);
  const prism = await startPrism(room, folder);
  const jsonServer = await startJsonServer(room, folder, people);
  const oidc = await startOidcProvider(room, folder);
  const ids = await jsonServerIds(room);
  const entrant = (name: string, { process, port }: Peer, requests: readonly string[], note: string): Entrant => ({
    name,
    port,
    ca: undefined,
    pid: process.child.pid,
    requests,
    note,
  });
  const prismNote = 'answers the example of the OpenAPI document: one person where a list of 100 was asked for';
  const users = `/v1beta1/accounts/${ACCOUNT_ID}/users`;
  const pages = Array.from({ length: Math.max(Math.floor(people / 100), 1) }, (_, page) => page + 1).slice(0, 100);
  const bySection: Partial<Record<Section, readonly Entrant[]>> = {
    get: [
      entrant('Prism mock', prism, [get(`${users}/${ids[0]}`)], 'answers the example of the OpenAPI document'),
      entrant(
        'json-server',
        jsonServer,
        ids.map((id) => get(`/users/${id}`)),
        JSON_SERVER_NOTE,
      ),
    ],
    list: [
      entrant('Prism mock', prism, [get(`${users}?max_page_size=100`)], prismNote),
      entrant(
        'json-server',
        jsonServer,
        pages.map((page) => get(`/users?_page=${page}&_limit=100`)),
        JSON_SERVER_NOTE,
      ),
    ],
    token: [
      entrant(
        'oidc-provider',
        oidc,
        [tokenRequest('/token', 'benchmark', 'a-secret-of-the-benchmark')],
        'keeps tokens in memory only; Rollcall writes each to disk with its audit entry',
      ),
    ],
  };
  return {
    entrants: (section) => bySection[section] ?? [],
    stop: () => Promise.all([prism, jsonServer, oidc].map(({ process }) => process.stop())),
  };
}

async function startPrism(room: Room, folder: string): Promise<Peer> {
  const port = await freePort();
  const program = join(folder, 'node_modules', '@stoplight/prism-cli', 'dist', 'index.js');
  const args = [
    program,
    'mock',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--multiprocess',
    'false',
    '-v',
    'silent',
  ];
  return awaited(room, port, { args: [...args, OPENAPI], logFile: room.path('prism.log') });
}

async function startJsonServer(room: Room, folder: string, people: number): Promise<Peer> {
  const directory = room.path('json-server-people.json');
  await writePeople(directory, 'json', people);
  const { accounts } = JSON.parse(await readFile(directory, 'utf8'));
  await pipeline(
    Readable.from([JSON.stringify({ users: accounts[0].users })]),
    createWriteStream(room.path('db.json')),
  );
  await rm(directory);
  const port = await freePort();
  const program = join(folder, 'node_modules', 'json-server', 'lib', 'cli', 'bin.js');
  const args = [program, '--quiet', '--no-cors', '--host', '127.0.0.1', '--port', String(port), room.path('db.json')];
  return awaited(room, port, { args, logFile: room.path('json-server.log') });
}

async function jsonServerIds(room: Room): Promise<string[]> {
  const { users }: { users: { id: string }[] } = JSON.parse(await readFile(room.path('db.json'), 'utf8'));
  const step = Math.max(Math.floor(users.length / DIFFERENT), 1);
  return users
    .filter((_, index) => index % step === 0)
    .map(({ id }) => id)
    .slice(0, DIFFERENT);
}

async function startOidcProvider(room: Room, folder: string): Promise<Peer> {
  const args = [OIDC_PROGRAM, folder];
  const options = { args, logFile: room.path('oidc-provider.log'), ipc: true, env: { NODE_ENV: 'production' } };
  const process = room.keep(startProcess({ ...options, core: room.cores.server }));
  const ended = process.exited.then(() => {
    throw new Error(`oidc-provider ended before it answered; see ${options.logFile}.`);
  });
  const [port]: number[] = await Promise.race([once(process.child, 'message'), ended]);
  return { process, port: port ?? 0 };
}

/** Starts a peer and asks it until it answers anything. */
async function awaited(room: Room, port: number, options: ProcessOptions): Promise<Peer> {
  const env = { NODE_ENV: 'production' };
  const process = room.keep(startProcess({ ...options, env, core: room.cores.server }));
  const deadline = performance.now() + PATIENCE_MS;
  while (process.child.exitCode === null && performance.now() < deadline) {
    try {
      await exchange({ port, ca: undefined }, get('/'));
      return { process, port };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`A peer did not start: ${await readFile(options.logFile, 'utf8')}`);
}

/** With a token, because Prism wants to see one. */
function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer benchmark\r\n\r\n`;
}
