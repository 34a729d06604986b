import { changeOptions } from '../users/change-options.ts';
import { CHANGE_EXIT_CODES, HOW_RUNS_GO } from '../users/change-texts.ts';
import { usersArgument } from '../users/users-options.ts';
import { defineCommand } from './command.ts';

export const usersSuspend = defineCommand({
  description: `Suspends people and prints what became of each. Who is suspended already stays so. ${HOW_RUNS_GO}`,
  arguments: { users: usersArgument },
  options: changeOptions,
  examples: [
    { does: 'Suspend one person', command: 'rollcall users suspend ada@example.com' },
    { does: 'See what a list would do', command: 'rollcall users suspend --file leavers.csv --dry-run' },
    { does: 'Suspend everybody on it without being asked', command: 'rollcall users suspend --file leavers.csv --yes' },
    { does: 'Go on where the run broke off', command: 'rollcall users suspend --resume' },
  ],
  exitCodes: CHANGE_EXIT_CODES,
  async run({ arguments: { users }, options, givenAs }) {
    const { changeCommand } = await import('../users/change-command.ts');
    const { SUSPEND } = await import('../users/verb.ts');
    await changeCommand({ verb: SUSPEND, given: users, options, givenAs });
  },
});
