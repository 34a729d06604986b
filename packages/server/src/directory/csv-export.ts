import { DIRECTORY_CSV_COLUMNS } from '@rollcall/contract/directory-file';
import { stringify } from 'csv-stringify/sync';
import { type ExportFormat, userFields } from './export-format.ts';
import { grouped } from './grouped.ts';

const GROUP = 256;
const SHAPE = { record_delimiter: 'unix', cast: { boolean: String } } as const;

/** People only. Of several accounts, the first column says which. */
export const csvExport: ExportFormat = async function* csvExport(source, counts, severalAccounts) {
  const columns = [...(severalAccounts ? ['account_id'] : []), ...DIRECTORY_CSV_COLUMNS];
  yield `${columns.join(',')}\n`;
  for (const account of source.accounts) {
    counts.accounts += 1;
    for await (const group of grouped(source.users(account.id), GROUP)) {
      const rows = group.map((person) => ({ account_id: account.id, ...userFields(person) }));
      yield stringify(rows, { ...SHAPE, columns });
      counts.users += group.length;
    }
  }
};
