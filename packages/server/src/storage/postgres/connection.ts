import pg from 'pg';
import type { Row } from '../row.ts';
import { type Statement, type Value, withoutNul } from './statement.ts';

const INT8 = 20;

/** 64-bit numbers come as numbers: sequence numbers, counts and milliseconds stay below 2^53. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
};

/** Where the database is, and how connections to it behave. Milliseconds throughout. */
export interface ConnectionOptions {
  /** `postgres://…`, as libpq takes it: sslmode, host as a socket folder, and more in the query. */
  readonly url: string;
  /** To connect, or to wait for a connection of the pool. */
  readonly connectMs: number;
  /** For an answer, however it fails to come. */
  readonly queryMs: number;
}

/**
 * What a server's statements need: every one of them finds its place by an index, so the planner must not trust a guess
 * and read a table whole. Nor need it plan anew for the values of each request: that takes longer than reading a page.
 * Nothing that was acknowledged may be forgotten, whatever the database's default.
 */
const SERVING = `SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off; SET jit = off;
  SET plan_cache_mode = force_generic_plan;`;
const SAFE = `SET default_transaction_isolation = 'read committed'; SET client_min_messages = 'error';
  SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';`;

/** The driver takes these for `verify-full`, and says so in a warning of its own each time. */
const AS_STRICT_AS_VERIFY_FULL = /([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/;

export function clientConfig({ url, connectMs, queryMs }: ConnectionOptions): pg.ClientConfig {
  return {
    connectionString: url.replace(AS_STRICT_AS_VERIFY_FULL, '$1verify-full'),
    connectionTimeoutMillis: connectMs,
    query_timeout: queryMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'rollcall',
    types: TYPES,
  };
}

/** A program that vanished in the middle of a transaction holds its locks no longer than this. */
const LONGEST_SILENCE_MS = 60_000;

/** Settings of a pool's connection; they are set by statement, because poolers in between do not pass them on. */
export function sessionSettings(queryMs: number): string {
  // The database gives up first, so that the connection can be used again.
  const patience = Math.max(1, Math.floor(queryMs * 0.9));
  return `${SAFE} ${SERVING} SET statement_timeout = ${patience}; SET lock_timeout = ${patience};
    SET idle_in_transaction_session_timeout = ${2 * queryMs}`;
}

/** Asks one thing on a connection. */
export async function ask(
  client: pg.ClientBase | pg.Pool,
  { name, text }: Statement,
  values: readonly Value[],
): Promise<readonly Row[]> {
  const given = values.map(withoutNul);
  const result = await client.query<Record<string, unknown>>(
    name === undefined ? { text, values: given } : { name, text, values: given },
  );
  return result.rows;
}

/**
 * A connection of one's own, without time limits, for what takes long: an import, an export, a migration.
 * @throws the driver's error
 */
export async function connectAlone(options: ConnectionOptions): Promise<pg.Client> {
  const client = new pg.Client({ ...clientConfig(options), query_timeout: undefined });
  // A connection that breaks while nobody asks anything: the next question says so.
  client.on('error', () => {});
  await client.connect();
  try {
    const text = `${SAFE} SET idle_in_transaction_session_timeout = ${LONGEST_SILENCE_MS}`;
    const settings = { text, query_timeout: options.queryMs };
    await client.query(settings);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** The database as it may be shown: without user, password and parameters. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'postgres';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
