import { applicationTable } from '../administration/application-table.ts';
import { applicationDocument } from '../administration/documents.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { accountOption, configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const applicationList = defineCommand({
  description: 'Lists the applications of one account, or of all.',
  arguments: {},
  options: { account: accountOption, ...administrationOptions, json: jsonOption, config: configOption },
  examples: [{ does: 'List every application', command: 'rollcall application list' }],
  async run({ options, givenAs }) {
    const applications = await withAdministration({ options, givenAs }, 'must-exist', (administration) =>
      administration.applications.list(options.account),
    );
    if (options.json) return printJson({ applications: applications.map(applicationDocument) });
    if (applications.length === 0) {
      return printLine('There are no applications. Make one: rollcall application create --help');
    }
    printLine(applicationTable(applications, tableStyle()));
  },
});
