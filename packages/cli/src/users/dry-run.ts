import { ERR_INVALID_ARGUMENT, ERR_NOT_FOUND, RollcallError, type Users } from '@rollcall/client';
import type { Outcome } from './outcome.ts';
import { outcomeOfError } from './outcome-of-error.ts';
import type { Person } from './people.ts';
import type { Verb } from './verb.ts';

/**
 * Says of one person after the other what a verb would do, and changes nothing. Rollcall can be asked; of a server that
 * cannot, only who is there and in which state is found out.
 */
export class DryRun {
  readonly #users: Users;
  readonly #verb: Verb;
  readonly #signal: AbortSignal;
  /** Found out with the first person who is there, and kept. */
  #canCheck: boolean | undefined;

  constructor(users: Users, verb: Verb, signal: AbortSignal) {
    this.#users = users;
    this.#verb = verb;
    this.#signal = signal;
  }

  /** Whether the server turned out not to say who would be refused. */
  get refusalsUnknown(): boolean {
    return this.#canCheck === false;
  }

  /** @throws what would meet everybody else as well */
  async ask(person: Person): Promise<Outcome> {
    const { id, user, email } = person;
    try {
      const { email: shown = email, before } = await this.#look(person);
      const outcome = before === this.#verb.target ? this.#verb.already : this.#verb.would;
      return { outcome, id, email: shown, user };
    } catch (error) {
      const why = outcomeOfError(error);
      if (why === undefined) throw error;
      const { outcome, ...facts } = why;
      return { outcome, id, email, user, ...facts };
    }
  }

  async #look(person: Person): Promise<Pick<Person, 'email' | 'before'>> {
    if (this.#canCheck === false) return this.#get(person);
    try {
      const { email } = await this.#verb.check(this.#users, person.id, this.#signal);
      this.#canCheck = true;
      return { email, before: person.before };
    } catch (error) {
      if (this.#canCheck === true || !isUnknownPath(error)) throw error;
    }
    // Nobody of this id, or nothing at this path: who is there tells which. Fails if it is the person.
    const found = await this.#get(person);
    this.#canCheck = false;
    return found;
  }

  async #get({ id }: Person): Promise<Pick<Person, 'email' | 'before'>> {
    const { email, state } = await this.#users.get(id, { signal: this.#signal });
    return { email, before: state };
  }
}

/**
 * What servers answer that do not know a path: 404 mostly, 405 and 501 some; 400 who takes the verb for a part of the id,
 * and gateways 403 without a reason.
 */
function isUnknownPath(error: unknown): boolean {
  if (!(error instanceof RollcallError)) return false;
  const { code, status, reason } = error;
  if (code === ERR_NOT_FOUND || code === ERR_INVALID_ARGUMENT) return true;
  return status === 405 || status === 501 || (status === 403 && reason === undefined);
}
