import { applicationFieldRows } from '../administration/application-table.ts';
import { applicationDocument, callDocument, secretDocument, secretUseDocument } from '../administration/documents.ts';
import { secretTable, secretUseTable } from '../administration/secret-table.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { clientIdArgument } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields, renderTable } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const applicationShow = defineCommand({
  description:
    'Shows an application, its secrets and who used them, and the User-Agents that called with it. The secrets ' +
    'themselves cannot be shown again.',
  arguments: { clientId: clientIdArgument },
  options: { ...administrationOptions, json: jsonOption, config: configOption },
  examples: [
    { does: 'Show an application', command: 'rollcall application show 7d444840-9dc0-4d1b-b245-5ffdce74fad2' },
  ],
  async run({ arguments: { clientId }, options, givenAs }) {
    const found = await withAdministration({ options, givenAs }, 'must-exist', async ({ applications }) => ({
      ...(await applications.get(clientId)),
      ...(await applications.use(clientId)),
    }));
    const { application, secrets, secretUses } = found;
    const calls = found.calls.map(callDocument);
    if (options.json) {
      const more = { secrets: secrets.map(secretDocument), secret_uses: secretUses.map(secretUseDocument) };
      return printJson({ ...applicationDocument(application), ...more, calls });
    }
    printLine(renderFields(applicationFieldRows(application), tableStyle()));
    if (secrets.length > 0) printLine(`\n${secretTable(secrets, Date.now(), tableStyle())}`);
    if (secretUses.length > 0) printLine(`\n${secretUseTable(secretUses, secrets, tableStyle())}`);
    if (calls.length === 0) return printLine('\nNo calls yet.');
    const columns = [
      { title: 'User-Agent' },
      { title: 'Version' },
      { title: 'Calls', align: 'right' as const },
      { title: 'First' },
      { title: 'Last' },
    ];
    const rows = calls.map((call) => [
      call.user_agent,
      call.api_version,
      String(call.calls),
      call.first_time,
      call.last_time,
    ]);
    printLine(`\n${renderTable(columns, rows, tableStyle())}`);
  },
});
