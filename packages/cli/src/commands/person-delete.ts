import { personDocument } from '../administration/person-output.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { personAccountOption, personArgument } from '../options/person-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { printableText } from '../output/printable-text.ts';
import { defineCommand } from './command.ts';

export const personDelete = defineCommand({
  description: 'Deletes a person for good. What was written down about them stays. The last active owner stays.',
  arguments: { user: personArgument },
  options: { account: personAccountOption, ...administrationOptions, json: jsonOption, config: configOption },
  examples: [
    {
      does: 'Delete a person',
      command: 'rollcall person delete ada@example.com --account ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    },
  ],
  async run({ arguments: { user }, options, givenAs }) {
    const named = { accountId: options.account, user };
    const person = await withAdministration({ options, givenAs }, 'must-exist', ({ people }) => people.delete(named));
    if (options.json) return printJson({ ...personDocument(person), deleted: true });
    printLine(`Deleted ${printableText(person.displayName)} (${person.id}).`);
  },
});
