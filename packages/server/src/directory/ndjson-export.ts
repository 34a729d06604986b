import { accountFields, applicationFields, type ExportFormat, userFields } from './export-format.ts';
import { grouped } from './grouped.ts';

const GROUP = 256;

/** One object per line: each account, then its applications, then its people. */
export const ndjsonExport: ExportFormat = async function* ndjsonExport(source, counts) {
  for (const account of source.accounts) {
    yield line({ type: 'account', ...accountFields(account) });
    counts.accounts += 1;
    for (const application of await source.applications(account.id)) {
      yield line({ type: 'application', account_id: account.id, ...applicationFields(application) });
      counts.applications += 1;
    }
    for await (const group of grouped(source.users(account.id), GROUP)) {
      yield group.map((person) => line({ type: 'user', account_id: account.id, ...userFields(person) })).join('');
      counts.users += group.length;
    }
  }
};

function line(record: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(record)}\n`;
}
