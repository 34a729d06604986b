import pg from 'pg';
import type { Row } from '../row.ts';
import { StorageUnavailable } from '../storage.ts';
import { ask, type ConnectionOptions, clientConfig, connectAlone, placeOf, sessionSettings } from './connection.ts';
import { asUnavailable, isConflict, isLost } from './failures.ts';
import { plain, type Statement, type Value } from './statement.ts';

/** Who waits for a connection at the most; more are turned away, so that memory stays flat when the database is away. */
const MOST_WAITING = 5000;
const ATTEMPTS = 8;
const PAUSE_MS = 5;
const BEGIN = plain('BEGIN');
const COMMIT = plain('COMMIT');

export interface DatabaseOptions extends ConnectionOptions {
  /** Connections at the most. */
  readonly connections: number;
}

/** Asks on the one connection of a transaction. */
export interface Transaction {
  all(statement: Statement, ...values: readonly Value[]): Promise<readonly Row[]>;
  one(statement: Statement, ...values: readonly Value[]): Promise<Row | undefined>;
}

/**
 * A pool of connections. Every failure of the world comes out as StorageUnavailable; what lost to somebody else's change
 * (a deadlock, a serialisation failure) is done again, a bounded number of times.
 */
export class Database {
  readonly place: string;
  readonly #options: DatabaseOptions;
  readonly #pool: pg.Pool;
  readonly #running = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(options: DatabaseOptions) {
    this.place = placeOf(options.url);
    this.#options = options;
    const settings = sessionSettings(options.queryMs);
    this.#pool = new pg.Pool({
      ...clientConfig(options),
      max: options.connections,
      idleTimeoutMillis: 60_000,
      onConnect: (client) => client.query(settings),
    });
    // An idle connection that breaks has left the pool by the time this is told; the next one says what is wrong.
    this.#pool.on('error', () => {});
    // One that breaks in the middle of a transaction fails its statement; with nobody to hear it, it would end the process.
    this.#pool.on('connect', (client) => client.on('error', () => {}));
  }

  /** The first row of a question that changes nothing, or undefined. */
  async read(statement: Statement, ...values: readonly Value[]): Promise<Row | undefined> {
    return (await this.readAll(statement, ...values))[0];
  }

  /** All rows of a question that changes nothing. Where the connection breaks it is asked once more. */
  readAll(statement: Statement, ...values: readonly Value[]): Promise<readonly Row[]> {
    return this.#track(() => this.#attempt(() => ask(this.#pool, statement, values), isLost));
  }

  /** The first row of a statement that changes something. It is one transaction. */
  async write(statement: Statement, ...values: readonly Value[]): Promise<Row | undefined> {
    const rows = await this.#track(() => this.#attempt(() => ask(this.#pool, statement, values)));
    return rows[0];
  }

  /** Several statements as one transaction; `work` may be called again from the start. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#track(() => this.#attempt(() => this.#transact(work)));
  }

  /** A connection of one's own, without time limits. The caller ends it. */
  connectAlone(): Promise<pg.Client> {
    return this.#track(() => connectAlone(this.#options));
  }

  /** Finishes what runs, takes nothing more, and lets go of every connection. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  refuseWhenClosing(): void {
    if (this.#closing !== undefined) {
      throw new StorageUnavailable('The store is closing. Repeat the call on a running server.');
    }
  }

  async #end(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    await this.#pool.end();
  }

  async #track<T>(work: () => Promise<T>): Promise<T> {
    this.refuseWhenClosing();
    if (this.#pool.waitingCount >= MOST_WAITING) {
      throw new StorageUnavailable(`The database ${this.place} has too much to do. Try again.`);
    }
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      throw asUnavailable(error, this.place);
    } finally {
      this.#running.delete(running);
    }
  }

  async #attempt<T>(work: () => Promise<T>, mayRepeat: (error: unknown) => boolean = () => false): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        const once = attempt === 1 && mayRepeat(error);
        if (!once && !(isConflict(error) && attempt < ATTEMPTS)) throw error;
        // Those who collided must not collide again.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * 2 ** attempt));
      }
    }
  }

  async #transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    const all: Transaction['all'] = (statement, ...values) => ask(client, statement, values);
    let failure: Error | undefined;
    try {
      await all(BEGIN);
      const result = await work({ all, one: async (statement, ...values) => (await all(statement, ...values))[0] });
      await all(COMMIT);
      return result;
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      // A connection in the middle of something is not put back: ending it rolls back.
      client.release(failure);
    }
  }
}
