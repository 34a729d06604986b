import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { emptyDatabases, testCluster } from '../postgres/test-cluster.ts';
import { describeStorage } from './storage-contract.ts';

/** A machine that is busy with other tests is no reason to give up. */
const PATIENCE_MS = 60_000;

const emptyDatabase = emptyDatabases(testCluster());

describeStorage('PostgreSQL', async () => {
  return openPostgresStorage({
    url: await emptyDatabase(),
    role: 'server',
    connectMs: PATIENCE_MS,
    queryMs: PATIENCE_MS,
  });
});
