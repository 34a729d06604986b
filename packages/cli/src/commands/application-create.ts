import { applicationFieldRows, SECRET_ONCE } from '../administration/application-table.ts';
import { applicationDocument } from '../administration/documents.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { applicationFields, ownLimit } from '../options/application-options.ts';
import { ACCOUNT_ID, configOption, jsonOption } from '../options/common-options.ts';
import { option, requiredOption } from '../options/option.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const applicationCreate = defineCommand({
  description: 'Makes an application, prints its client id and its secret. The secret is shown this once.',
  arguments: {},
  options: {
    account: requiredOption({ flag: 'account', kind: ACCOUNT_ID, description: 'The account it acts in.' }),
    name: requiredOption(applicationFields.name),
    description: option(applicationFields.description),
    redirectUrl: requiredOption(applicationFields.redirectUrl),
    scope: requiredOption(applicationFields.scope),
    rateLimitPerMinute: option(applicationFields.rateLimitPerMinute),
    rateLimitPerHour: option(applicationFields.rateLimitPerHour),
    ...administrationOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    {
      does: 'Make an application that reads',
      command:
        'rollcall application create --account ABCDEFGHIJKLMNOPQRSTUVWXYZ --name "Access review" \\\n' +
        '    --redirect-url https://partner.example.com/callback --scope list_users,get_user',
    },
  ],
  async run({ options, givenAs }) {
    const wanted = {
      accountId: options.account,
      name: options.name,
      description: options.description ?? '',
      redirectUrl: options.redirectUrl,
      scopes: options.scope,
      requestsPerMinute: ownLimit(options.rateLimitPerMinute),
      requestsPerHour: ownLimit(options.rateLimitPerHour),
    };
    const { application, secret } = await withAdministration({ options, givenAs }, 'must-exist', ({ applications }) =>
      applications.create(wanted),
    );
    if (options.json) return printJson({ ...applicationDocument(application), client_secret: secret });
    printLine(renderFields([...applicationFieldRows(application), ['Client secret', secret]], tableStyle()));
    printLine(`\n${SECRET_ONCE}`);
  },
});
