import { changeOptions } from '../users/change-options.ts';
import { CHANGE_EXIT_CODES, HOW_RUNS_GO } from '../users/change-texts.ts';
import { usersArgument } from '../users/users-options.ts';
import { defineCommand } from './command.ts';

export const usersReactivate = defineCommand({
  description: `Makes suspended people active again and prints what became of each. Who is active stays so. ${HOW_RUNS_GO}`,
  arguments: { users: usersArgument },
  options: changeOptions,
  examples: [
    { does: 'Reactivate one person', command: 'rollcall users reactivate ada@example.com' },
    {
      does: 'See what reactivating everybody who is suspended would do',
      command: 'rollcall users list --suspended --output csv | rollcall users reactivate - --dry-run',
    },
    { does: 'Go on where the run broke off', command: 'rollcall users reactivate --resume' },
  ],
  exitCodes: CHANGE_EXIT_CODES,
  async run({ arguments: { users }, options, givenAs }) {
    const { changeCommand } = await import('../users/change-command.ts');
    const { REACTIVATE } = await import('../users/verb.ts');
    await changeCommand({ verb: REACTIVATE, given: users, options, givenAs });
  },
});
