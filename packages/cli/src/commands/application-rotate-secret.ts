import { SECRET_ONCE } from '../administration/application-table.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { clientIdArgument } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const applicationRotateSecret = defineCommand({
  description:
    'Makes a new secret and prints it, this once. The old one is refused at once; tokens live on until they expire.',
  arguments: { clientId: clientIdArgument },
  options: { ...administrationOptions, json: jsonOption, config: configOption },
  examples: [
    { does: 'Make a new secret', command: 'rollcall application rotate-secret 7d444840-9dc0-4d1b-b245-5ffdce74fad2' },
  ],
  async run({ arguments: { clientId }, options, givenAs }) {
    const { text: secret } = await withAdministration({ options, givenAs }, 'must-exist', ({ applications }) =>
      applications.rotateSecret(clientId, { label: undefined, keepOldSeconds: 0 }),
    );
    if (options.json) return printJson({ client_id: clientId, client_secret: secret });
    const fields = [
      ['Client id', clientId],
      ['Client secret', secret],
    ] as const;
    printLine(renderFields(fields, tableStyle()));
    printLine(`\n${SECRET_ONCE} The old secret is refused from now on.`);
  },
});
