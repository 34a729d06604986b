import { printPerson } from '../administration/person-output.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { ACCOUNT_ID, configOption, jsonOption } from '../options/common-options.ts';
import { option, optionWithDefault, requiredOption } from '../options/option.ts';
import { personAccountOption, personFields } from '../options/person-options.ts';
import { defineCommand } from './command.ts';

export const personCreate = defineCommand({
  description: 'Takes a person in, active from now on. Many at once come with rollcall import.',
  arguments: {},
  options: {
    account: personAccountOption,
    email: requiredOption(personFields.email),
    name: requiredOption(personFields.name),
    id: option({
      flag: 'id',
      key: 'person_id',
      kind: { ...ACCOUNT_ID, allowed: 'a user id, 26 characters of A-Z and 2-7' },
      description: 'Their id, where it must be a certain one.',
      fallbackNote: 'a new one',
    }),
    role: optionWithDefault(personFields.role, 'member'),
    securityGroup: optionWithDefault(personFields.securityGroup, 'false'),
    externallyManaged: optionWithDefault(personFields.externallyManaged, 'false'),
    ...administrationOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    {
      does: 'Take the first owner in',
      command:
        'rollcall person create --account ABCDEFGHIJKLMNOPQRSTUVWXYZ --email ada@example.com \\\n' +
        '    --name "Ada Lovelace" --role owner',
    },
  ],
  async run({ options, givenAs }) {
    const { account, email, name: displayName, id, role, securityGroup, externallyManaged } = options;
    const wanted = { id, email, displayName, role, securityGroup, externallyManaged };
    const person = await withAdministration({ options, givenAs }, 'must-exist', ({ people }) =>
      people.create(account, wanted),
    );
    printPerson(person, options.json);
  },
});
