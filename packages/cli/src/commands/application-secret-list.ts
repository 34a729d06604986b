import { secretDocument } from '../administration/documents.ts';
import { secretTable } from '../administration/secret-table.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { clientIdArgument } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const applicationSecretList = defineCommand({
  description:
    'Lists the secrets of an application, oldest first, without the secrets themselves. One that ended is listed for ' +
    'another day.',
  arguments: { clientId: clientIdArgument },
  options: { ...administrationOptions, json: jsonOption, config: configOption },
  examples: [{ does: 'List them', command: 'rollcall application secret list 7d444840-9dc0-4d1b-b245-5ffdce74fad2' }],
  async run({ arguments: { clientId }, options, givenAs }) {
    const { secrets } = await withAdministration({ options, givenAs }, 'must-exist', ({ applications }) =>
      applications.get(clientId),
    );
    if (options.json) return printJson({ secrets: secrets.map(secretDocument) });
    if (secrets.length === 0) return printLine('It has no secrets: nobody can use it.');
    printLine(secretTable(secrets, Date.now(), tableStyle()));
  },
});
