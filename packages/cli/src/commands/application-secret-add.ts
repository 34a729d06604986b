import { toTimestamp } from '@rollcall/server/domain/clock';
import { SECRET_ONCE } from '../administration/application-table.ts';
import { secretDocument } from '../administration/documents.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { UsageError } from '../failure.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { clientIdArgument } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { secretExpiresOption, secretLabelOption } from '../options/secret-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const applicationSecretAdd = defineCommand({
  description: 'Makes another secret beside those there are, and prints it, this once.',
  arguments: { clientId: clientIdArgument },
  options: {
    label: secretLabelOption,
    expires: secretExpiresOption,
    ...administrationOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    {
      does: 'Let another program use the application until summer',
      command:
        'rollcall application secret add 7d444840-9dc0-4d1b-b245-5ffdce74fad2 --label "Night run" \\\n' +
        '    --expires 2027-06-30',
    },
  ],
  async run({ arguments: { clientId }, options, givenAs }) {
    const { label, expires } = options;
    const expireTime = expires === undefined ? undefined : toTimestamp(expires.getTime());
    if (expires !== undefined && expires.getTime() <= Date.now()) {
      throw new UsageError(`${givenAs('expires')}: ${expireTime} is past. Give a later moment.`);
    }
    const { text, secret } = await withAdministration({ options, givenAs }, 'must-exist', ({ applications }) =>
      applications.addSecret(clientId, { label, expireTime }),
    );
    if (options.json) {
      return printJson({ client_id: clientId, secret: secretDocument(secret), client_secret: text });
    }
    const fields = [
      ['Client id', clientId],
      ['Secret id', secret.id],
      ['Label', secret.label],
      ['Ends', secret.expireTime ?? 'never'],
      ['Client secret', text],
    ] as const;
    printLine(renderFields(fields, tableStyle()));
    printLine(`\n${SECRET_ONCE}`);
  },
});
