import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Exchange, exchange } from '../load/exchange.ts';
import type { Destination } from '../load/load-job.ts';
import { type RunningProcess, startProcess } from '../processes/running-process.ts';
import type { Room } from '../room.ts';
import type { Directory } from './directory.ts';
import { ROLLCALL } from './rollcall-command.ts';

/** The real server, as a process of its own. */
export interface RollcallServer extends Destination {
  readonly process: RunningProcess;
  /** PEM of the server's certificate and its key; undefined for plain HTTP. */
  readonly certificate: string | undefined;
}

/** On, so that every request is counted against them, and so high that none is refused. */
const HIGH = '1000000000';

export interface ServeOptions {
  readonly tls?: boolean;
  /** The core it has to itself: the room's for servers unless given; `any`: the system moves it, as users start it. */
  readonly core?: number | 'any' | undefined;
  /** For Node.js, in front of the program. */
  readonly arguments?: readonly string[];
  /** Whether requests are counted against limits. Default: yes. */
  readonly limits?: boolean;
}

/**
 * Starts `rollcall serve` and waits for the line that says that it answers.
 * @throws Error when it ends before that; its log says why
 */
export async function serve(
  room: Room,
  { store }: Pick<Directory, 'store'>,
  options: ServeOptions = {},
): Promise<RollcallServer> {
  const limit = options.limits === false ? '0' : HIGH;
  const limits = ['--rate-limit-per-minute', limit, '--rate-limit-per-hour', limit];
  const flags = [...store, '--host', '127.0.0.1', '--port', '0', '--json', ...limits];
  const args = [...(options.arguments ?? []), ROLLCALL, 'serve', ...flags, ...(options.tls ? [] : ['--http'])];
  const logFile = room.path('rollcall.log');
  const core = options.core === 'any' ? undefined : (options.core ?? room.cores.server);
  const running = room.keep(startProcess({ args, core, logFile, readStdout: true }));
  const ready = await readLine(running, logFile);
  const caFile = ready.ca_file;
  return {
    process: running,
    port: Number(new URL(String(ready.base_url)).port),
    ca: options.tls && typeof caFile === 'string' ? readFileSync(caFile, 'utf8') : undefined,
    certificate:
      options.tls && typeof caFile === 'string' ? readFileSync(join(dirname(caFile), 'server.pem'), 'utf8') : undefined,
  };
}

async function readLine({ child, exited }: RunningProcess, logFile: string): Promise<Record<string, unknown>> {
  if (child.stdout === null) throw new Error('The server has no stdout to read.');
  const lines = createInterface(child.stdout);
  const ended = exited.then(() => {
    throw new Error(`rollcall serve ended before it answered:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
  });
  const [line]: string[] = await Promise.race([once(lines, 'line'), ended]);
  return JSON.parse(line ?? '{}');
}

/** The requests of the benchmark, whole. `Host` is the same for every server, so that all get the same bytes. */
export class Requests {
  readonly #directory: Directory;
  readonly #token: string;

  constructor(directory: Directory, token: string) {
    this.#directory = directory;
    this.#token = token;
  }

  get(userId: string): string {
    return this.#users('GET', `/${userId}`);
  }

  /** @param query what follows the question mark */
  list(query: string): string {
    return this.#users('GET', `?${query}`);
  }

  change(userId: string, verb: 'suspend' | 'reactivate'): string {
    return this.#users('POST', `/${userId}:${verb}`, 'Content-Length: 0\r\n');
  }

  #users(method: string, rest: string, headers = ''): string {
    const path = `/v1beta1/accounts/${this.#directory.accountId}/users${rest}`;
    return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${this.#token}\r\n${headers}\r\n`;
  }
}

/** A request for a token, as clients of this API send it. */
export function tokenRequest(path: string, clientId: string, clientSecret: string): string {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const form = 'grant_type=client_credentials';
  return (
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic ${basic}\r\n` +
    `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\n\r\n${form}`
  );
}

/** A fresh token, and the requests that carry it. */
export async function authorised(server: Destination, directory: Directory): Promise<Requests> {
  const { clientId, clientSecret } = directory;
  const answer = await succeed(server, tokenRequest('/v1beta1/users/oauth2/token', clientId, clientSecret));
  return new Requests(directory, String(answer.access_token));
}

/** Sends one request that has to succeed. @throws Error with the answer when it does not */
export async function succeed(server: Destination, request: string): Promise<Record<string, unknown>> {
  return toJson(request, await exchange(server, request));
}

/** The document of an answer that has to be 200. @throws Error with the answer when it is not */
export function toJson(request: string, { status, body }: Exchange): Record<string, unknown> {
  if (status === 200) return JSON.parse(body.toString());
  throw new Error(`${request.split('\r\n', 1)[0]} was answered ${status}: ${body.toString()}`);
}
