import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from '@rollcall/test-postgres';
import { processorSeconds } from '../processes/running-process.ts';

/** What an operator would set on a machine of this size; everything else is PostgreSQL's own default. */
export const DATABASE_SETTINGS = {
  shared_buffers: '1GB',
  wal_level: 'replica',
  max_wal_senders: '10',
  max_wal_size: '4GB',
} as const;

/** A PostgreSQL that waits for the disk, for the time of a run. */
export class MeasuredDatabase implements AsyncDisposable {
  readonly cluster: Cluster;

  private constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  static async start(): Promise<MeasuredDatabase> {
    return new MeasuredDatabase(await Cluster.start({ durable: true, settings: DATABASE_SETTINGS }));
  }

  /** For questions that concern no database in particular. */
  get anyUrl(): string {
    return this.cluster.url('postgres');
  }

  /** Processor seconds of all its processes that live. Undefined where the system does not tell. */
  processorSeconds(): number | undefined {
    const [parent] = readFileSync(join(this.cluster.folder, 'data', 'postmaster.pid'), 'utf8').split('\n', 1);
    const pids = [Number(parent), ...childrenOf(Number(parent))];
    return pids.reduce<number | undefined>((sum, pid) => {
      const seconds = processorSeconds(pid);
      return seconds === undefined ? sum : (sum ?? 0) + seconds;
    }, undefined);
  }

  /** The first column of the first row. @param url of one of its databases */
  async number(sql: string, url: string): Promise<number> {
    return Number(await this.#value(sql, url));
  }

  async text(sql: string, url: string): Promise<string> {
    return String(await this.#value(sql, url));
  }

  async query(sql: string, url: string): Promise<readonly Record<string, unknown>[]> {
    return this.cluster.query(sql, new URL(url).pathname.slice(1));
  }

  async #value(sql: string, url: string): Promise<unknown> {
    const [row] = await this.query(sql, url);
    return Object.values(row ?? {})[0];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.cluster.remove();
  }
}

function childrenOf(parent: number): readonly number[] {
  try {
    return readdirSync('/proc').flatMap((name) =>
      /^\d+$/.test(name) && parentOf(name) === parent ? [Number(name)] : [],
    );
  } catch {
    return [];
  }
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
