import { after, afterEach, before } from 'node:test';
import { Cluster, type ClusterOptions } from '@rollcall/test-postgres';

/** A PostgreSQL for the tests of one file: started before the first of them, removed after the last. */
export function testCluster(options: ClusterOptions = {}): () => Cluster {
  let cluster: Cluster | undefined;
  before(async () => {
    cluster = await Cluster.start(options);
  });
  after(async () => {
    await cluster?.remove();
  });
  return () => {
    if (cluster === undefined) throw new Error('The cluster is there inside of tests only.');
    return cluster;
  };
}

const EMPTY = `DO $$ BEGIN
  IF to_regnamespace('rollcall') IS NOT NULL THEN
    EXECUTE (SELECT 'TRUNCATE ' || string_agg(format('%I.%I', schemaname, tablename), ', ') || ' RESTART IDENTITY CASCADE'
      FROM pg_tables WHERE schemaname = 'rollcall' AND tablename NOT IN ('schema_migrations', 'store'));
    ALTER SEQUENCE rollcall.audit_sequence RESTART;
  END IF;
END $$`;

/**
 * Empty databases, each for one test: those of a test that is over are emptied and given out again, which is a tenth of
 * the time of making one.
 * @returns gives out the connection URL of one
 */
export function emptyDatabases(cluster: () => Cluster): () => Promise<string> {
  const free: string[] = [];
  const inUse: string[] = [];
  afterEach(() => {
    free.push(...inUse.splice(0));
  });
  return async () => {
    const used = free.pop();
    const url = used ?? (await cluster().createDatabase());
    if (used !== undefined) await cluster().query(EMPTY, new URL(used).pathname.slice(1));
    inUse.push(url);
    return url;
  };
}
