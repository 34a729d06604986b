import { accountFieldRows } from '../administration/account-fields.ts';
import { applicationTable } from '../administration/application-table.ts';
import { accountDocument, applicationDocument } from '../administration/documents.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { ACCOUNT_ID, configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const accountShow = defineCommand({
  description: 'Shows an account, its limits, how many people it has in each state, and its applications.',
  arguments: { account: { name: 'ACCOUNT', kind: ACCOUNT_ID, description: 'The account.' } },
  options: { ...administrationOptions, json: jsonOption, config: configOption },
  examples: [{ does: 'Show an account', command: 'rollcall account show ABCDEFGHIJKLMNOPQRSTUVWXYZ' }],
  async run({ arguments: { account: id }, options, givenAs }) {
    const found = await withAdministration({ options, givenAs }, 'must-exist', async (administration) => ({
      account: await administration.accounts.get(id),
      applications: await administration.applications.list(id),
    }));
    const { account, applications } = found;
    if (options.json) {
      return printJson({ ...accountDocument(account), applications: applications.map(applicationDocument) });
    }
    printLine(renderFields(accountFieldRows(account), tableStyle()));
    printLine(applications.length === 0 ? '\nNo applications.' : `\n${applicationTable(applications, tableStyle())}`);
  },
});
