import { accountDocument } from '../administration/documents.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const accountList = defineCommand({
  description: 'Lists the accounts with the number of their people.',
  arguments: {},
  options: { ...administrationOptions, json: jsonOption, config: configOption },
  examples: [{ does: 'List the accounts', command: 'rollcall account list' }],
  async run({ options, givenAs }) {
    const found = await withAdministration({ options, givenAs }, 'must-exist', ({ accounts }) => accounts.list());
    const accounts = found.map(accountDocument);
    if (options.json) return printJson({ accounts });
    if (accounts.length === 0) return printLine('There are no accounts. Make one: rollcall account create --name NAME');
    printLine(
      renderTable(
        [
          { title: 'Id' },
          { title: 'Name' },
          { title: 'Provisioning' },
          { title: 'Active', align: 'right' },
          { title: 'Suspended', align: 'right' },
          { title: 'Created' },
        ],
        accounts.map((each) => [
          each.id,
          each.name,
          each.provisioning,
          String(each.active_users),
          String(each.suspended_users),
          each.create_time,
        ]),
        tableStyle(),
      ),
    );
  },
});
