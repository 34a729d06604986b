import type { User, Users } from '@rollcall/client';
import { findByEmail } from './find-by-email.ts';
import type { Outcome } from './outcome.ts';
import type { UserWord } from './user-word.ts';

/** Somebody who is there, or is believed to be until the server has been asked. */
export interface Person {
  readonly id: string;
  /** As they were named. */
  readonly user: string;
  readonly email?: string | undefined;
  /** The state before anything was done, where it is known. */
  readonly before?: string | undefined;
}

/** Who was meant. */
export interface People {
  /** Each once. */
  readonly people: readonly Person[];
  /** By id, those who were come across already. */
  readonly known: ReadonlyMap<string, User>;
  /** Addresses that belong to nobody, or to several. */
  readonly missing: readonly Outcome[];
}

/**
 * Turns addresses into ids: in one walk over the list, if there are any.
 *
 * @throws Failure (exit code 4) where the application may not list people
 */
export async function resolvePeople(users: Users, words: readonly UserWord[], signal?: AbortSignal): Promise<People> {
  const emails = words.flatMap(({ email }) => email ?? []);
  const byEmail = await findByEmail(users, emails, signal);
  const people = new Map<string, Person>();
  const known = new Map<string, User>();
  const missing: Outcome[] = [];
  for (const { given, id, email } of words) {
    const found = email === undefined ? [] : (byEmail.get(email) ?? []);
    const [user] = found;
    if (id !== undefined) people.set(id, people.get(id) ?? { id, user: given });
    else if (user === undefined) missing.push(notFound(given));
    else if (found.length > 1) missing.push(ambiguous(given, found));
    else {
      known.set(user.id, user);
      people.set(user.id, { id: user.id, user: given, email: user.email, before: user.state });
    }
  }
  return { people: [...people.values()], known, missing };
}

function notFound(given: string): Outcome {
  const message = 'Nobody in this account has this email address.';
  return { outcome: 'not_found', user: given, reason: 'user_not_found', message };
}

function ambiguous(given: string, found: readonly User[]): Outcome {
  const ids = found.map(({ id }) => id).join(', ');
  return {
    outcome: 'ambiguous',
    user: given,
    message: `Several people have this email address. Name one by id: ${ids}.`,
  };
}
