import type { Kind } from '../options/kind.ts';

/** How a person is named: by id or by email address. */
export interface UserWord {
  /** As it was written. */
  readonly given: string;
  readonly id?: string;
  /** In lower case: addresses are compared without. */
  readonly email?: string;
}

export const USER_ALLOWED = 'a user id (26 characters of A-Z and 0-9) or an email address';

/** Reads a word that names a person; undefined if it is neither an id nor an address. */
export function readUserWord(given: string): UserWord | undefined {
  if (/^[A-Z0-9]{26}$/.test(given)) return { given, id: given };
  if (given.length > 254 || !/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(given)) return undefined;
  return { given, email: given.toLowerCase() };
}

/** What stands for standard input in place of a person. */
export const STANDARD_INPUT = '-';

/** A person, or `-` for a list of them on standard input. */
export const USER: Kind<string> = {
  placeholder: 'USER',
  allowed: `${USER_ALLOWED}; - for a list of them on standard input`,
  list: false,
  parse: (text) => (text === STANDARD_INPUT || readUserWord(text) !== undefined ? text : undefined),
};
