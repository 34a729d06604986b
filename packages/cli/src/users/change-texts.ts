import { CONNECTION_EXIT_CODES } from '../connection/exit-codes.ts';

/** Exit codes of the commands that act on people. */
export const CHANGE_EXIT_CODES: Readonly<Record<number, string>> = {
  3: 'Some were refused, or not found; everybody else is done. With --dry-run: some would be.',
  ...CONNECTION_EXIT_CODES,
};

/** What suspend and reactivate share, for the help. */
export const HOW_RUNS_GO =
  'Email addresses are looked up in the list first, which needs the scope list_users. Refusals are passed over; ' +
  'refused credentials, a used-up rate limit and a lost connection end the run. A run of more than one person keeps a ' +
  'journal of what it has done until everybody is done: --resume goes on from there, after any kind of end, and ' +
  '--discard drops it. The own limit stays below both published ones; where others use up the hour, --max-wait 3600 ' +
  'sits it out.';
