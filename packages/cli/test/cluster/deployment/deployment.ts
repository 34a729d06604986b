import type { TestContext } from 'node:test';
import { Network } from '@rollcall/test-postgres';
import type { Entry, RunRecord } from '../checker/record.ts';
import { Database } from './database.ts';
import { eventually } from './eventually.ts';
import { LoadBalancer } from './load-balancer.ts';
import { Server } from './server.ts';

/** Servers behind a load balancer, on one PostgreSQL behind a network: every part is real, and can be taken away. */
export interface Deployment {
  readonly database: Database;
  /** Between the servers and their database. */
  readonly network: Network;
  readonly servers: readonly Server[];
  readonly balancer: LoadBalancer;
}

/**
 * Starts all of it. It ends with the test, however that ends.
 * @param fill what the database holds before the first server starts
 */
export async function deploy<T>(
  context: TestContext,
  places: number,
  fill: (url: string) => Promise<T>,
): Promise<Deployment & { readonly filled: T }> {
  const database = await Database.start();
  context.after(async () => {
    database.thaw();
    await database.cluster.remove();
  });
  const network = await Network.start(database.cluster.socket);
  context.after(() => network.close());
  const filled = await fill(database.url);
  const servers = Array.from({ length: places }, () => new Server(context, network.url(database.name)));
  const balancer = await LoadBalancer.start(places);
  context.after(() => balancer.close());
  const start = async (server: Server, place: number) => {
    await server.start();
    balancer.putIn(place, server.port);
  };
  await Promise.all(servers.map(start));
  return { database, network, servers, balancer, filled };
}

/** What is stored when everything has ended, read past the servers. */
export async function readStored(database: Database): Promise<Pick<RunRecord, 'audit' | 'after'>> {
  await eventually('the servers have let go of the database', async () => (await database.backends()).length === 0);
  const users = await database.query('SELECT id, state FROM rollcall.users');
  const tokens = await database.query(`SELECT encode(hash, 'hex') AS hash FROM rollcall.tokens`);
  const audit = await database.query(`SELECT sequence, action, outcome, reason, subject, request_id, user_agent
    FROM rollcall.audit WHERE actor_kind = 'application' ORDER BY sequence`);
  return {
    audit: audit.map(entryFrom),
    after: {
      states: new Map(users.map(({ id, state }) => [String(id), state === 'ACTIVE' ? 'ACTIVE' : 'SUSPENDED'])),
      tokens: new Set(tokens.map(({ hash }) => String(hash))),
    },
  };
}

function entryFrom(row: Record<string, unknown>): Entry {
  return {
    sequence: Number(row.sequence),
    action: String(row.action),
    outcome: String(row.outcome),
    reason: row.reason === null ? undefined : String(row.reason),
    subject: String(row.subject),
    requestId: String(row.request_id),
    operation: String(row.user_agent),
  };
}
