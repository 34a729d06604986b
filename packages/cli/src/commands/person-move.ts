import type { UserState } from '@rollcall/contract';
import { printPerson } from '../administration/person-output.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { personAccountOption, personArgument } from '../options/person-options.ts';
import { defineCommand } from './command.ts';

export const personSuspend = moveCommand({
  verb: 'suspend',
  target: 'SUSPENDED',
  description:
    'Suspends a person, by the rules of the Users API, and signs them out of the console at once. Who is suspended ' +
    'already stays so.',
});

export const personReactivate = moveCommand({
  verb: 'reactivate',
  target: 'ACTIVE',
  description: 'Makes a suspended person active again, by the rules of the Users API. Who is active already stays so.',
});

function moveCommand(move: { readonly verb: string; readonly target: UserState; readonly description: string }) {
  const { verb, target, description } = move;
  return defineCommand({
    description,
    arguments: { user: personArgument },
    options: { account: personAccountOption, ...administrationOptions, json: jsonOption, config: configOption },
    examples: [
      {
        does: `${verb.charAt(0).toUpperCase()}${verb.slice(1)} a person`,
        command: `rollcall person ${verb} ada@example.com --account ABCDEFGHIJKLMNOPQRSTUVWXYZ`,
      },
    ],
    async run({ arguments: { user }, options, givenAs }) {
      const named = { accountId: options.account, user };
      const person = await withAdministration({ options, givenAs }, 'must-exist', ({ people }) =>
        people.move(named, target),
      );
      printPerson(person, options.json);
    },
  });
}
