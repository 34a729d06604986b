import { ERR_INVALID_RESPONSE, InvalidResponseError, type Users } from '@rollcall/client';
import type { Outcome } from './outcome.ts';
import { outcomeOfError } from './outcome-of-error.ts';
import type { Person } from './people.ts';
import type { Verb } from './verb.ts';

/**
 * Carries a verb out on one person.
 *
 * @returns what became of them, refusals and faults that are about this person included
 * @throws what would meet everybody else as well
 */
export async function change(users: Users, verb: Verb, person: Person, signal: AbortSignal): Promise<Outcome> {
  const { id, user, email } = person;
  try {
    const answer = await verb.change(users, id, signal);
    if (answer.state !== verb.target) throw contradiction(id, answer.state);
    const outcome = person.before === verb.target ? verb.already : verb.done;
    return { outcome, id, email: answer.email, user };
  } catch (error) {
    const why = outcomeOfError(error);
    if (why === undefined) throw error;
    const { outcome, ...facts } = why;
    return { outcome, id, email, user, ...facts };
  }
}

/** Nobody is to read "suspended" of a person who is not. */
function contradiction(id: string, state: string): InvalidResponseError {
  const message = `The server answered with success, and yet ${id} is ${state}. Nothing more was done.`;
  return new InvalidResponseError(ERR_INVALID_RESPONSE, message);
}
