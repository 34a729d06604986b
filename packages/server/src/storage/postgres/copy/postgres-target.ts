import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import Cursor from 'pg-cursor';
import { type CopiedRow, type CopyTarget, copiedRow } from '../../move/copied-row.ts';
import { COPIED_TABLES, type CopiedTable } from '../../move/copied-tables.ts';
import type { Row } from '../../row.ts';
import { StorageRefused } from '../../storage.ts';
import { ask, connectAlone, placeOf } from '../connection.ts';
import { asUnavailable, worldlyFailure } from '../failures.ts';
import { migrate } from '../migrate.ts';
import { plain } from '../statement.ts';
import { fromJsonText } from '../user-json.ts';
import { copyLine } from './copy-line.ts';

const CONNECT_MS = 10_000;
const BATCH = 64 * 1024;
const CHUNK = 1000;
const TABLES = COPIED_TABLES.map(({ name }) => `rollcall.${name}`);
// Nobody else fills it meanwhile; servers that run on it already can go on reading nothing.
const LOCK = plain(`LOCK TABLE ${TABLES.join(', ')} IN SHARE ROW EXCLUSIVE MODE NOWAIT`);
// A server that was started on it for a look has made a key, and nothing else.
const IN_USE = plain(
  TABLES.filter((table) => table !== 'rollcall.keys')
    .map((table) => `(SELECT 1 FROM ${table} LIMIT 1)`)
    .join(' UNION ALL '),
);
const FORGET_KEYS = plain('DELETE FROM rollcall.keys');
const CONTINUE_NUMBERS = plain(`SELECT
  setval('rollcall.audit_sequence', greatest(1, (SELECT max(sequence) FROM rollcall.audit)),
    EXISTS (SELECT 1 FROM rollcall.audit)),
  setval(pg_get_serial_sequence('rollcall.accounts', 'number'),
    greatest(1, (SELECT max(number) FROM rollcall.accounts)), EXISTS (SELECT 1 FROM rollcall.accounts)),
  setval(pg_get_serial_sequence('rollcall.applications', 'number'),
    greatest(1, (SELECT max(number) FROM rollcall.applications)), EXISTS (SELECT 1 FROM rollcall.applications))`);

/**
 * An empty store on PostgreSQL that takes a copy, in one transaction.
 * @throws StorageRefused where there is something in it, or it cannot be used
 */
export async function openPostgresCopy(url: string): Promise<CopyTarget> {
  const place = placeOf(url);
  let client: pg.Client | undefined;
  try {
    client = await connectAlone({ url, connectMs: CONNECT_MS, queryMs: CONNECT_MS });
    await migrate(client, place);
    await ask(client, plain('BEGIN'), []);
    await ask(client, LOCK, []);
    if ((await ask(client, IN_USE, [])).length > 0) {
      throw new StorageRefused(`The database ${place} holds a Rollcall store already. Choose an empty database.`);
    }
    await ask(client, FORGET_KEYS, []);
    return new PostgresTarget(client, place);
  } catch (error) {
    await client?.end();
    const sentence = worldlyFailure(error, place);
    throw sentence === undefined ? error : new StorageRefused(sentence, { cause: error });
  }
}

class PostgresTarget implements CopyTarget {
  readonly #client: pg.Client;
  readonly #place: string;
  #open = true;

  constructor(client: pg.Client, place: string) {
    this.#client = client;
    this.#place = place;
  }

  async fill(table: CopiedTable, rows: Iterable<CopiedRow>): Promise<void> {
    const sql = `COPY rollcall.${table.name} (${Object.keys(table.columns).join(', ')}) FROM STDIN`;
    const read = new Reading(rows);
    try {
      await pipeline(Readable.from(inBatches(table, read)), this.#client.query(copyFrom(sql)));
    } catch (error) {
      // The database only says that it was not given the rest.
      throw read.failed ? read.failure : asUnavailable(error, this.#place);
    }
  }

  async *rows(table: CopiedTable): AsyncGenerator<CopiedRow, void> {
    const sql = `SELECT ${Object.keys(table.columns).join(', ')} FROM rollcall.${table.name} ORDER BY ${table.key.join(', ')}`;
    const cursor = this.#client.query(new Cursor<Row>(sql));
    try {
      for (;;) {
        const rows = await this.#guard(() => cursor.read(CHUNK));
        for (const row of rows) yield copiedRow(table, row, fromJsonText);
        if (rows.length < CHUNK) return;
      }
    } finally {
      await cursor.close();
    }
  }

  async commit(): Promise<void> {
    await this.#guard(async () => {
      await ask(this.#client, CONTINUE_NUMBERS, []);
      await ask(this.#client, plain('COMMIT'), []);
      await ask(this.#client, plain('ANALYZE rollcall.users, rollcall.audit'), []);
    });
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#client.end();
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asUnavailable(error, this.#place);
    }
  }
}

/** Rows on their way, and what went wrong with them before they came to the database. */
class Reading implements Iterable<CopiedRow> {
  failed = false;
  failure: unknown;
  readonly #rows: Iterable<CopiedRow>;

  constructor(rows: Iterable<CopiedRow>) {
    this.#rows = rows;
  }

  *[Symbol.iterator](): Generator<CopiedRow> {
    try {
      yield* this.#rows;
    } catch (error) {
      this.failed = true;
      this.failure = error;
      throw error;
    }
  }
}

function* inBatches(table: CopiedTable, rows: Iterable<CopiedRow>): Generator<Buffer> {
  let batch = '';
  for (const row of rows) {
    batch += copyLine(table, row);
    if (batch.length < BATCH) continue;
    yield Buffer.from(batch);
    batch = '';
  }
  yield Buffer.from(batch);
}
