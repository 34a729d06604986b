import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { dataFolders } from './data-folder.ts';
import { describeStorage } from './storage-contract.ts';

const newFolder = dataFolders();

describeStorage('SQLite in a folder', () => openSqliteStorage({ dataDir: newFolder(), role: 'server' }));
describeStorage('SQLite in a folder, as the command line opens it', () =>
  openSqliteStorage({ dataDir: newFolder(), role: 'administration' }),
);
