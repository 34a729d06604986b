import { Cluster } from '@rollcall/test-postgres';

/** Connections of servers to their database, where it is theirs alone. */
const SERVERS = "backend_type = 'client backend' AND application_name = 'rollcall'";

/** Ends or freezes processes of PostgreSQL, as a machine or its operator would. */
export class Database {
  readonly cluster: Cluster;
  readonly url: string;
  readonly name: string;
  #frozen: readonly number[] = [];

  private constructor(cluster: Cluster, url: string) {
    this.cluster = cluster;
    this.url = url;
    this.name = decodeURIComponent(new URL(url).pathname.slice(1));
  }

  /** A PostgreSQL of its own, where what is committed waits for the disk, with one empty database. */
  static async start(): Promise<Database> {
    const cluster = await Cluster.start({ durable: true });
    return new Database(cluster, await cluster.createDatabase());
  }

  query(sql: string): Promise<readonly Record<string, unknown>[]> {
    return this.cluster.query(sql, this.name);
  }

  /** The processes that serve the servers' connections; `busy`: those in the middle of something. */
  async backends(which: 'all' | 'busy' = 'all'): Promise<readonly number[]> {
    const busy = which === 'busy' ? "AND state <> 'idle'" : '';
    return this.#pids(`${SERVERS} ${busy}`);
  }

  /** Kills every process of it at once. */
  async kill(): Promise<void> {
    const children = await this.#pids('true');
    const gone = this.cluster.kill();
    for (const pid of children) send(pid, 'SIGKILL');
    await gone;
  }

  /** Nothing of it moves any more, and nothing says so. */
  async freeze(): Promise<void> {
    this.#frozen = await this.backends();
    this.cluster.signal('SIGSTOP');
    for (const pid of this.#frozen) send(pid, 'SIGSTOP');
  }

  thaw(): void {
    for (const pid of this.#frozen) send(pid, 'SIGCONT');
    this.cluster.signal('SIGCONT');
  }

  async #pids(condition: string): Promise<readonly number[]> {
    const rows = await this.query(`SELECT pid FROM pg_stat_activity WHERE ${condition} AND pid <> pg_backend_pid()`);
    return rows.map(({ pid }) => Number(pid));
  }
}

/** A process that has just ended needs no signal. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
