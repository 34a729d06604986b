import { administrationPlace } from '../administration/administration-place.ts';
import { accountDocument } from '../administration/documents.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { accountFields } from '../options/account-options.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { ACCOUNT_ID, configOption, jsonOption } from '../options/common-options.ts';
import { option, optionWithDefault, requiredOption } from '../options/option.ts';
import { printJson, printLine } from '../output/print.ts';
import { printableText } from '../output/printable-text.ts';
import { adminCommand } from '../output/shell.ts';
import { defineCommand } from './command.ts';

export const accountCreate = defineCommand({
  description: 'Makes an account without people. They come with rollcall import or rollcall person create.',
  arguments: {},
  options: {
    name: requiredOption(accountFields.name),
    id: option({
      flag: 'id',
      key: 'account_id',
      kind: ACCOUNT_ID,
      description: 'Its id, where it must be a certain one.',
      fallbackNote: 'a new one',
    }),
    provisioning: optionWithDefault(accountFields.provisioning, 'manual'),
    ...administrationOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [{ does: 'Make an account', command: 'rollcall account create --name "Acme"' }],
  async run({ options, givenAs }) {
    const { id, name, provisioning } = options;
    const account = await withAdministration({ options, givenAs }, 'make', ({ accounts }) =>
      accounts.create({ id, name, provisioning }),
    );
    if (options.json) return printJson(accountDocument(account));
    printLine(`Made account ${account.id} (${printableText(account.name)}).`);
    const place = administrationPlace({ options, givenAs });
    // An import works on the data itself.
    const next =
      place.kind === 'server'
        ? `person create --account ${account.id} --email EMAIL --name NAME --role owner`
        : `import people.csv --account ${account.id}`;
    printLine(`Its people come with: ${adminCommand(next, place)}`);
  },
});
