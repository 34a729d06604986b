/**
 * Imports or exports a directory far larger than the heap this process was started with, and prints how many people
 * passed. Arguments: `import` or `export`, the format, and the number of people.
 */
import { PassThrough, Readable, Writable } from 'node:stream';
import { DIRECTORY_FORMATS, type DirectoryFormat } from '../../src/directory/directory-format.ts';
import { exportDirectory } from '../../src/directory/export-directory.ts';
import { importDirectory } from '../../src/directory/import-directory.ts';
import type { Account, Person } from '../../src/domain/directory.ts';
import { systemRandom } from '../../src/domain/random.ts';
import type { ImportSession } from '../../src/storage/import-session.ts';
import { ACCOUNT, CONTEXT, NOW } from './directory-store.ts';

const [direction, formatName, count] = process.argv.slice(2);
const people = Number(count);
const account: Account = {
  id: ACCOUNT,
  name: 'Acme',
  provisioning: 'manual',
  requestsPerMinute: undefined,
  requestsPerHour: undefined,
  createTime: '2024-01-01T00:00:00Z',
};

function* everyone(): Generator<Person> {
  for (let index = 0; index < people; index += 1) {
    const digits = index.toString(32).toUpperCase().replaceAll(/[01]/g, 'Z').replaceAll('8', 'Y').replaceAll('9', 'X');
    yield {
      id: digits.padStart(26, 'A'),
      email: `person${index}@example.com`,
      displayName: `Person Number ${index}`,
      state: 'ACTIVE',
      createTime: '2024-01-15T10:30:00Z',
      role: index === 0 ? 'owner' : 'member',
      externallyManaged: false,
      securityGroup: false,
    };
  }
}

const source = { listAccounts: () => [account], listApplications: () => [], exportUsers: everyone };

async function imported(format: DirectoryFormat): Promise<number> {
  let count = 0;
  const none = { created: 0, updated: 0, unchanged: 0 };
  const session: ImportSession = {
    applyAll: (records) =>
      records.map((record) => {
        if (record.kind === 'person') count += 1;
        return { change: 'created', id: record.kind === 'person' ? record.person.id : ACCOUNT };
      }),
    commit: async () => ({ accounts: none, users: none, applications: none }),
    abort: async () => undefined,
  };
  const input = new PassThrough();
  const exporting = exportDirectory({ storage: source, format, output: input }).then(() => input.end());
  await importDirectory({
    storage: { listAccounts: () => [account], beginImport: async () => session },
    input: Readable.from(input),
    format,
    source: 'people',
    context: CONTEXT,
    clock: { now: () => NOW },
    random: systemRandom,
  });
  await exporting;
  return count;
}

/** To an output that is slower than the export. */
async function exported(format: DirectoryFormat): Promise<number> {
  const output = new Writable({ write: (_chunk, _encoding, done) => setImmediate(done) });
  return (await exportDirectory({ storage: source, format, output })).users;
}

const format = DIRECTORY_FORMATS.find((known) => known === formatName) ?? 'json';
const passed = direction === 'import' ? await imported(format) : await exported(format);
process.stdout.write(String(passed));
