import { applicationFieldRows } from '../administration/application-table.ts';
import { applicationDocument, callDocument } from '../administration/documents.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { clientIdArgument } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields, renderTable } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const applicationShow = defineCommand({
  description: 'Shows an application and the User-Agents that called with it. The secret cannot be shown again.',
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
    const { application } = found;
    const calls = found.calls.map(callDocument);
    if (options.json) return printJson({ ...applicationDocument(application), calls });
    printLine(renderFields(applicationFieldRows(application), tableStyle()));
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
