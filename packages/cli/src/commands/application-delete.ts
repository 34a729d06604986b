import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { clientIdArgument } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const applicationDelete = defineCommand({
  description: 'Deletes an application for good. Its tokens and its secret are refused from the next call on.',
  arguments: { clientId: clientIdArgument },
  options: { ...administrationOptions, json: jsonOption, config: configOption },
  examples: [
    { does: 'Delete an application', command: 'rollcall application delete 7d444840-9dc0-4d1b-b245-5ffdce74fad2' },
  ],
  async run({ arguments: { clientId }, options, givenAs }) {
    await withAdministration({ options, givenAs }, 'must-exist', ({ applications }) => applications.delete(clientId));
    if (options.json) return printJson({ client_id: clientId, deleted: true });
    printLine(`Deleted application ${clientId}. Its tokens and its secret are refused from now on.`);
  },
});
