import type { ApplicationChanges } from '@rollcall/server';
import { applicationFieldRows } from '../administration/application-table.ts';
import { applicationDocument } from '../administration/documents.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { UsageError } from '../failure.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { applicationFields, clientIdArgument, ownLimit } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { option, usageOf } from '../options/option.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const applicationUpdate = defineCommand({
  description: 'Changes what is given and leaves the rest. A removed scope holds from the next call on.',
  arguments: { clientId: clientIdArgument },
  options: {
    name: option(applicationFields.name),
    description: option(applicationFields.description),
    redirectUrl: option(applicationFields.redirectUrl),
    scope: option(applicationFields.scope),
    rateLimitPerMinute: option(applicationFields.rateLimitPerMinute),
    rateLimitPerHour: option(applicationFields.rateLimitPerHour),
    ...administrationOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    {
      does: 'Take the right to suspend away',
      command: 'rollcall application update 7d444840-9dc0-4d1b-b245-5ffdce74fad2 --scope list_users,get_user',
    },
    {
      does: 'Give it a limit of its own, and take it back',
      command:
        'rollcall application update 7d444840-9dc0-4d1b-b245-5ffdce74fad2 --rate-limit-per-minute 300\n' +
        '  rollcall application update 7d444840-9dc0-4d1b-b245-5ffdce74fad2 --rate-limit-per-minute default',
    },
  ],
  async run({ arguments: { clientId }, options, givenAs }) {
    const { name, description, redirectUrl, scope, rateLimitPerMinute, rateLimitPerHour } = options;
    const changes: ApplicationChanges = {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(redirectUrl !== undefined && { redirectUrl }),
      ...(scope !== undefined && { scopes: scope }),
      ...(rateLimitPerMinute !== undefined && { requestsPerMinute: ownLimit(rateLimitPerMinute) }),
      ...(rateLimitPerHour !== undefined && { requestsPerHour: ownLimit(rateLimitPerHour) }),
    };
    if (Object.keys(changes).length === 0) {
      const flags = Object.values(applicationFields).map((field) => usageOf(field));
      throw new UsageError(`Nothing to change. Give one or more of ${flags.join(', ')}.`);
    }
    const application = await withAdministration({ options, givenAs }, 'must-exist', ({ applications }) =>
      applications.update(clientId, changes),
    );
    if (options.json) return printJson(applicationDocument(application));
    printLine(renderFields(applicationFieldRows(application), tableStyle()));
  },
});
