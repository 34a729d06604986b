import { adminKeyDocument } from '../administration/identity-documents.ts';
import { requireAccount } from '../administration/require.ts';
import { storePlace } from '../administration/store-place.ts';
import { withStore } from '../administration/with-store.ts';
import { keyAccountOption } from '../options/admin-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { storeOptions } from '../options/store-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const adminKeyList = defineCommand({
  description: 'Lists the admin keys of an account, or those of the whole deployment, without the keys themselves.',
  arguments: {},
  options: { account: keyAccountOption, ...storeOptions, json: jsonOption, config: configOption },
  examples: [{ does: 'List those of the deployment', command: 'rollcall admin key list' }],
  async run({ options, givenAs }) {
    const keys = await withStore(storePlace(options, givenAs), 'must-exist', async (storage) => {
      if (options.account !== undefined) await requireAccount(storage, options.account);
      return storage.listAdminKeys(options.account);
    });
    if (options.json) return printJson({ keys: keys.map(adminKeyDocument) });
    if (keys.length === 0) return printLine('There are no admin keys. Make one: rollcall admin key create --help');
    const columns = ['Id', 'Label', 'Permissions', 'Created', 'Ends', 'Last used'].map((title) => ({ title }));
    const rows = keys.map((key) => [
      key.id,
      key.label,
      key.permissions.join(', '),
      key.createTime,
      key.expireTime ?? 'never',
      key.lastUseTime ?? 'never',
    ]);
    printLine(renderTable(columns, rows, tableStyle()));
  },
});
