import type { AccountChanges } from '@rollcall/server';
import { accountFieldRows } from '../administration/account-fields.ts';
import { accountDocument } from '../administration/documents.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { UsageError } from '../failure.ts';
import { accountFields } from '../options/account-options.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { ownLimit } from '../options/application-options.ts';
import { ACCOUNT_ID, configOption, jsonOption } from '../options/common-options.ts';
import { option, usageOf } from '../options/option.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const accountUpdate = defineCommand({
  description: 'Changes what is given and leaves the rest. It holds from the next call on.',
  arguments: { account: { name: 'ACCOUNT', kind: ACCOUNT_ID, description: 'The account.' } },
  options: {
    name: option(accountFields.name),
    provisioning: option(accountFields.provisioning),
    rateLimitPerMinute: option(accountFields.rateLimitPerMinute),
    rateLimitPerHour: option(accountFields.rateLimitPerHour),
    ...administrationOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    {
      does: 'Give its applications other limits, and take them back',
      command:
        'rollcall account update ABCDEFGHIJKLMNOPQRSTUVWXYZ --rate-limit-per-minute 300\n' +
        '  rollcall account update ABCDEFGHIJKLMNOPQRSTUVWXYZ --rate-limit-per-minute default',
    },
  ],
  async run({ arguments: { account: id }, options, givenAs }) {
    const { name, provisioning, rateLimitPerMinute, rateLimitPerHour } = options;
    const changes: AccountChanges = {
      ...(name !== undefined && { name }),
      ...(provisioning !== undefined && { provisioning }),
      ...(rateLimitPerMinute !== undefined && { requestsPerMinute: ownLimit(rateLimitPerMinute) }),
      ...(rateLimitPerHour !== undefined && { requestsPerHour: ownLimit(rateLimitPerHour) }),
    };
    if (Object.keys(changes).length === 0) {
      const flags = Object.values(accountFields).map((field) => usageOf(field));
      throw new UsageError(`Nothing to change. Give one or more of ${flags.join(', ')}.`);
    }
    const account = await withAdministration({ options, givenAs }, 'must-exist', ({ accounts }) =>
      accounts.update(id, changes),
    );
    if (options.json) return printJson(accountDocument(account));
    printLine(renderFields(accountFieldRows(account), tableStyle()));
  },
});
