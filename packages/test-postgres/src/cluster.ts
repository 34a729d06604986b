import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Binaries, findBinaries, type Identity } from './binaries.ts';

const USER = 'rollcall';
/** The user `nobody`, which every system has: PostgreSQL does not run as the superuser. */
const NOBODY = 65_534;
const START_DEADLINE_MS = 60_000;
const POLL_MS = 20;

const SETTINGS = {
  listen_addresses: '',
  max_connections: '200',
  shared_buffers: '32MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  log_min_messages: 'warning',
};
/** What a server needs to have replicas, and to be one. */
const REPLICATED = { wal_level: 'replica', max_wal_senders: '4', wal_retrieve_retry_interval: '50ms' };
/** Nothing waits for the disk: right for every test that does not cut the power. */
const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Ends the database and removes the folder when the process that asked for it is gone, however it went. */
const WATCHDOG = `pid=0
while read -r line; do pid=$line; done
if [ "$pid" != 0 ] && kill -QUIT "$pid" 2>/dev/null; then
  for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2>/dev/null || break; sleep 0.3; done
  kill -KILL "$pid" 2>/dev/null
fi
rm -rf "$0"`;

export interface ClusterOptions {
  /** Whether what is committed waits for the disk, as in production. Default: no. */
  readonly durable?: boolean;
  /** Whether `startReplica` may be asked for. Default: no. */
  readonly replicated?: boolean;
  /** More settings of postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A PostgreSQL of its own in a temporary folder, reached by a Unix socket only. */
export class Cluster {
  /** Holds the data, the socket and the log. */
  readonly folder: string;
  readonly #binaries: Binaries;
  readonly #identity: Identity;
  readonly #options: ClusterOptions;
  readonly #watchdog: ChildProcess;
  #server: ChildProcess | undefined;
  #databases = 0;

  private constructor(options: ClusterOptions) {
    this.folder = mkdtempSync(join(tmpdir(), 'rollcall-pg-'));
    this.#identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
    if (this.#identity !== undefined) chownSync(this.folder, this.#identity.uid, this.#identity.gid);
    this.#watchdog = spawn('sh', ['-c', WATCHDOG, this.folder], {
      ...this.#identity,
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#watchdog.unref();
    this.#watchdog.stdin?.on('error', () => {});
    this.#binaries = findBinaries(this.folder, this.#identity);
    this.#options = options;
  }

  /** Makes and starts one. It ends with `remove`, or with this process. */
  static async start(options: ClusterOptions = {}): Promise<Cluster> {
    const cluster = new Cluster(options);
    const encoding = ['-E', 'UTF8', '--locale=C'];
    cluster.#run(cluster.#binaries.initdb, ['-D', cluster.#data, '-U', USER, '-A', 'trust', ...encoding, '-N']);
    await cluster.start();
    return cluster;
  }

  /**
   * Makes and starts a streaming replica of this one, which is stopped for a moment to be copied. It ends with `remove`,
   * or with this process.
   */
  async startReplica(): Promise<Cluster> {
    const settings = { ...this.#options.settings, primary_conninfo: `host=${this.folder} user=${USER}` };
    const replica = new Cluster({ ...this.#options, settings });
    await this.stop();
    replica.#run('cp', ['-Rp', this.#data, replica.#data]);
    replica.#run('touch', [join(replica.#data, 'standby.signal')]);
    await this.start();
    await replica.start();
    return replica;
  }

  /** The connection URL of a database. */
  url(database: string): string {
    return `postgres://${USER}@localhost/${database}?host=${encodeURIComponent(this.folder)}`;
  }

  /** The socket that the server listens on, for a proxy in front of it. */
  get socket(): string {
    return join(this.folder, '.s.PGSQL.5432');
  }

  /** A new, empty database. @returns its connection URL */
  async createDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `test_${this.#databases}`;
    await this.query(`CREATE DATABASE ${name}`);
    return this.url(name);
  }

  /** Runs one statement as the superuser. */
  async query(sql: string, database = 'postgres'): Promise<readonly Record<string, unknown>[]> {
    const { Client } = (await import('pg')).default;
    const client = new Client({ connectionString: this.url(database) });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Starts the server again, after `kill` or `stop`. Resolves when it answers. */
  async start(): Promise<void> {
    const deadline = Date.now() + START_DEADLINE_MS;
    for (;;) {
      const server = this.#spawn();
      if (await this.#answers(server, deadline)) return;
      // After a crash the old server's children hold on for a moment, and a new one ends at once.
      if (Date.now() > deadline) throw new Error(`PostgreSQL does not start: ${this.log()}`);
      await delay(POLL_MS);
    }
  }

  /** Ends the server in order: it lets go of its clients and writes everything out. */
  stop(): Promise<void> {
    return this.#end('SIGINT');
  }

  /** Ends the server as a crash would. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Sends a signal to the server: SIGSTOP freezes its doorkeeper, not the connections it has. */
  signal(signal: NodeJS.Signals): void {
    this.#server?.kill(signal);
  }

  /** What the server wrote, for the message of a failure. */
  log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8');
  }

  /** Ends the server and removes everything. */
  async remove(): Promise<void> {
    await this.#end('SIGQUIT');
    const gone = once(this.#watchdog, 'exit');
    this.#watchdog.ref();
    this.#watchdog.stdin?.end();
    await gone;
  }

  #run(program: string, args: readonly string[]): void {
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      ...this.#identity,
      env: this.#binaries.env,
      cwd: '/',
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? ''}${stdout}${stderr}`);
  }

  #spawn(): ChildProcess {
    const log = openSync(join(this.folder, 'log'), 'a', 0o600);
    const { durable, replicated, settings: more } = this.#options;
    const usual = { ...SETTINGS, ...(durable ? {} : CARELESS), ...(replicated ? REPLICATED : {}) };
    const settings = { ...usual, ...more, unix_socket_directories: this.folder };
    const server = spawn(
      this.#binaries.postgres,
      ['-D', this.#data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...this.#identity, env: this.#binaries.env, cwd: '/', detached: true, stdio: ['ignore', log, log] },
    );
    closeSync(log);
    server.unref();
    server.once('exit', () => this.#watchdog.stdin?.write('0\n'));
    this.#watchdog.stdin?.write(`${server.pid}\n`);
    this.#server = server;
    return server;
  }

  async #answers(server: ChildProcess, deadline: number): Promise<boolean> {
    while (server.exitCode === null && server.signalCode === null && Date.now() < deadline) {
      try {
        await this.query('SELECT 1');
        return true;
      } catch {
        await delay(POLL_MS);
      }
    }
    return false;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.ref();
    server.kill(signal);
    await gone;
  }

  get #data(): string {
    return join(this.folder, 'data');
  }
}
