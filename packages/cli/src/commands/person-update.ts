import type { PersonFieldChanges } from '../administration/people-administration.ts';
import { printPerson } from '../administration/person-output.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { UsageError } from '../failure.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { option, usageOf } from '../options/option.ts';
import { personAccountOption, personArgument, personFields } from '../options/person-options.ts';
import { defineCommand } from './command.ts';

export const personUpdate = defineCommand({
  description:
    'Changes what is given and leaves the rest. Who loses the role or group that let them into the console is signed ' +
    'out of it at once. The last active owner stays one.',
  arguments: { user: personArgument },
  options: {
    account: personAccountOption,
    email: option(personFields.email),
    name: option(personFields.name),
    role: option(personFields.role),
    securityGroup: option(personFields.securityGroup),
    externallyManaged: option(personFields.externallyManaged),
    ...administrationOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    {
      does: 'Take somebody into the Security group',
      command: 'rollcall person update ada@example.com --account ABCDEFGHIJKLMNOPQRSTUVWXYZ --security-group',
    },
  ],
  async run({ arguments: { user }, options, givenAs }) {
    const { email, name, role, securityGroup, externallyManaged } = options;
    const changes: PersonFieldChanges = {
      ...(email !== undefined && { email }),
      ...(name !== undefined && { displayName: name }),
      ...(role !== undefined && { role }),
      ...(securityGroup !== undefined && { securityGroup }),
      ...(externallyManaged !== undefined && { externallyManaged }),
    };
    if (Object.keys(changes).length === 0) {
      const flags = Object.values(personFields).map((field) => usageOf(field));
      throw new UsageError(`Nothing to change. Give one or more of ${flags.join(', ')}.`);
    }
    const named = { accountId: options.account, user };
    const person = await withAdministration({ options, givenAs }, 'must-exist', ({ people }) =>
      people.update(named, changes),
    );
    printPerson(person, options.json);
  },
});
