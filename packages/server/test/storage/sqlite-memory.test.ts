import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { describeStorage } from './storage-contract.ts';

describeStorage('SQLite in memory', () => openSqliteStorage({ dataDir: undefined, role: 'server' }));
describeStorage('SQLite in memory without a read model', () =>
  openSqliteStorage({ dataDir: undefined, role: 'server', cacheBytes: 0 }),
);
