import { StorageRefused } from '../storage.ts';
import { connectAlone, placeOf } from './connection.ts';
import { Database } from './database.ts';
import { worldlyFailure } from './failures.ts';
import { migrate } from './migrate.ts';
import { PostgresStorage } from './postgres-storage.ts';
import { Readers, type ReadersOptions } from './replicas/readers.ts';

export type { ReplicaChange } from './replicas/readers.ts';

const SERVER_CONNECTIONS = 16;
/** A command asks one thing after the other. */
const ADMINISTRATION_CONNECTIONS = 2;
const CONNECT_MS = 3_000;
const QUERY_MS = 4_000;
/** A command may wait longer than a request: for a count over millions, for example. */
const PATIENT_QUERY_MS = 60_000;
/** A replica that takes longer, to connect or to answer, is not worth waiting for: there is the primary. */
const REPLICA_MS = 1_000;

export interface PostgresStorageOptions {
  /** `postgres://user@host:port/database?sslmode=…`, or the path of a socket as `host` in the query. */
  readonly url: string;
  /** `administration`: the command line, with fewer connections and more patience. */
  readonly role: 'server' | 'administration';
  /** Connections at the most, 1 or more. Default 16 for a server. */
  readonly connections?: number;
  /** Milliseconds to wait for a connection, the queue included. Default 3000. */
  readonly connectMs?: number;
  /** Milliseconds to wait for an answer of the database. Default 4000 for a server. */
  readonly queryMs?: number;
  /** Where people may be read as well; nothing that decides is asked there. */
  readonly replicas?: ReplicaOptions | undefined;
}

export interface ReplicaOptions extends ReadersOptions {
  /** As `url`, each of one replica. */
  readonly urls: readonly string[];
}

/**
 * Opens the store on PostgreSQL and brings its schema up to date. Any number of processes may do so at once.
 * @throws StorageRefused with a sentence for the operator: what is wrong, where, and the way out
 */
export async function openPostgresStorage(options: PostgresStorageOptions): Promise<PostgresStorage> {
  const { url, role, connectMs = CONNECT_MS } = options;
  const isServer = role === 'server';
  const queryMs = options.queryMs ?? (isServer ? QUERY_MS : PATIENT_QUERY_MS);
  const connections = options.connections ?? (isServer ? SERVER_CONNECTIONS : ADMINISTRATION_CONNECTIONS);
  await migrateDatabase({ url, connectMs, queryMs });
  const database = new Database({ url, connectMs, queryMs, connections });
  const { urls, ...readersOptions } = options.replicas ?? { urls: [], maxLagMs: 0 };
  const patience = {
    connectMs: Math.min(connectMs, REPLICA_MS),
    queryMs: isServer ? Math.min(queryMs, REPLICA_MS) : queryMs,
  };
  const replicas = urls.map((replica) => new Database({ ...patience, url: replica, connections }));
  const readers = new Readers(database, replicas, readersOptions);
  await readers.start();
  return new PostgresStorage(database, readers);
}

async function migrateDatabase(options: Parameters<typeof connectAlone>[0]): Promise<void> {
  const place = placeOf(options.url);
  try {
    const client = await connectAlone(options);
    try {
      await migrate(client, place);
    } finally {
      await client.end();
    }
  } catch (error) {
    const sentence = worldlyFailure(error, place);
    throw sentence === undefined ? error : new StorageRefused(sentence, { cause: error });
  }
}
