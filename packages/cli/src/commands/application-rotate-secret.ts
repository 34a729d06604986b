import { toTimestamp } from '@rollcall/server/domain/clock';
import { SECRET_ONCE } from '../administration/application-table.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { clientIdArgument } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { keepOldOption, rotationLabelOption } from '../options/secret-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const applicationRotateSecret = defineCommand({
  description:
    'Makes a new secret and prints it, this once. The others are refused at once, or kept for a while; tokens live on ' +
    'until they expire.',
  arguments: { clientId: clientIdArgument },
  options: {
    keepOldFor: keepOldOption,
    label: rotationLabelOption,
    ...administrationOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    { does: 'Make a new secret', command: 'rollcall application rotate-secret 7d444840-9dc0-4d1b-b245-5ffdce74fad2' },
    {
      does: 'Leave a day to bring it to every client',
      command: 'rollcall application rotate-secret 7d444840-9dc0-4d1b-b245-5ffdce74fad2 --keep-old-for 24h',
    },
  ],
  async run({ arguments: { clientId }, options, givenAs }) {
    const keepOldSeconds = options.keepOldFor ?? 0;
    const made = await withAdministration({ options, givenAs }, 'must-exist', ({ applications }) =>
      applications.rotateSecret(clientId, { label: options.label, keepOldSeconds }),
    );
    if (options.json) return printJson({ client_id: clientId, secret_id: made.secret.id, client_secret: made.text });
    const fields = [
      ['Client id', clientId],
      ['Secret id', made.secret.id],
      ['Label', made.secret.label],
      ['Client secret', made.text],
    ] as const;
    printLine(renderFields(fields, tableStyle()));
    const end = toTimestamp(Date.parse(made.secret.createTime) + keepOldSeconds * 1000);
    const others =
      keepOldSeconds === 0
        ? 'The other secrets are refused from now on.'
        : `The other secrets are good until ${end}. Who still uses them: rollcall application show ${clientId}.`;
    printLine(`\n${SECRET_ONCE} ${others}`);
  },
});
