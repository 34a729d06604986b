import { randomFillSync } from 'node:crypto';
import pg from 'pg';
import { quantile } from '../statistics.ts';
import type { LoadResult } from './load-job.ts';
import type { Asked, Script, StatementJob, StatementText, StatementValue } from './statement-job.ts';

/** By URL: the connections are as warm as a server's. */
const pools = new Map<string, pg.Pool>();

/** The least work with which the same can be asked of the database: `pg`, its pool, and a loop for each lane. */
export async function runStatements(job: StatementJob): Promise<LoadResult> {
  const pool = poolFor(job);
  const scripts = job.scripts.map((script) => prepare(job.texts, script));
  const latencies: number[] = [];
  let sent = 0;
  let broken = 0;
  let firstFailure: string | undefined;
  const startedAt = performance.now();
  const stopAt = startedAt + job.seconds * 1000;
  let endedAt = startedAt;
  const lane = async (): Promise<void> => {
    while (performance.now() < stopAt && !(job.once && sent >= scripts.length)) {
      const script = scripts[sent % scripts.length] ?? [];
      sent += 1;
      const askedAt = performance.now();
      try {
        for (const step of script) await Promise.all(step.map((ask) => ask(pool)));
      } catch (error) {
        broken += 1;
        firstFailure ??= error instanceof Error ? error.message : String(error);
        continue;
      }
      const now = performance.now();
      // As with requests: what ends behind the end does not count.
      if (!job.once && now > stopAt) continue;
      endedAt = now;
      latencies.push(now - askedAt);
    }
  };
  const processor = process.cpuUsage();
  await Promise.all(Array.from({ length: job.lanes }, lane));
  const { user, system } = process.cpuUsage(processor);
  const elapsed = (performance.now() - startedAt) / 1000;
  const seconds = job.once ? (endedAt - startedAt) / 1000 : job.seconds;
  const latency = (share: number) => (latencies.length === 0 ? 0 : quantile(latencies, share));
  return {
    succeeded: latencies.length,
    refused: 0,
    broken,
    statuses: {},
    firstFailure,
    sent,
    seconds,
    perSecond: latencies.length === 0 ? 0 : latencies.length / seconds,
    bytes: 0,
    latencyMs: { p50: latency(0.5), p99: latency(0.99) },
    generatorBusy: (user + system) / 1e6 / elapsed,
  };
}

/** Lets go of every connection. */
export async function endPools(): Promise<void> {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  pools.clear();
}

function poolFor({ url, pool: max, session }: StatementJob): pg.Pool {
  const known = pools.get(url);
  if (known !== undefined) return known;
  const pool = new pg.Pool({
    connectionString: url,
    max,
    onConnect: async (client) => {
      for (const statement of session) await client.query(statement);
    },
  });
  pools.set(url, pool);
  return pool;
}

type Ask = (pool: pg.Pool) => Promise<unknown>;

/** Everything that can be made beforehand is. */
function prepare(texts: readonly StatementText[], script: Script): readonly (readonly Ask[])[] {
  return script.map((step) => step.map((asked) => prepareOne(texts, asked)));
}

function prepareOne(texts: readonly StatementText[], { text: which, values }: Asked): Ask {
  const { name, text } = texts[which] ?? { name: undefined, text: '' };
  const statement = name === undefined ? { text } : { name, text };
  const isFixed = !values.some(isFresh);
  const ready = values.map(toValue);
  return isFixed
    ? (pool) => pool.query({ ...statement, values: ready })
    : (pool) => pool.query({ ...statement, values: values.map(toValue) });
}

function isFresh(value: StatementValue): value is { readonly fresh: number } {
  return typeof value === 'object' && value !== null && 'fresh' in value;
}

function toValue(value: StatementValue): unknown {
  if (isFresh(value)) return randomFillSync(Buffer.alloc(value.fresh));
  return typeof value === 'object' && value !== null ? Buffer.from(value.bytes, 'hex') : value;
}
