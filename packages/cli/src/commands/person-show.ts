import { printPerson } from '../administration/person-output.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { personAccountOption, personArgument } from '../options/person-options.ts';
import { defineCommand } from './command.ts';

export const personShow = defineCommand({
  description: 'Shows a person with what the Users API does not tell: role, Security group, who manages them.',
  arguments: { user: personArgument },
  options: { account: personAccountOption, ...administrationOptions, json: jsonOption, config: configOption },
  examples: [
    {
      does: 'Show a person',
      command: 'rollcall person show ada@example.com --account ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    },
  ],
  async run({ arguments: { user }, options, givenAs }) {
    const named = { accountId: options.account, user };
    const person = await withAdministration({ options, givenAs }, 'must-exist', ({ people }) => people.get(named));
    printPerson(person, options.json);
  },
});
