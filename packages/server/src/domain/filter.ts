import type { UserState } from '@rollcall/contract';

/** The two predicates the API knows, compared to the letter after URL decoding. */
export const FILTERS = { 'user.isActive()': 'ACTIVE', 'user.isSuspended()': 'SUSPENDED' } as const satisfies Record<
  string,
  UserState
>;

/**
 * The state a `filter` asks for.
 * @returns undefined for both states (absent or empty), `'invalid'` for anything that is not a predicate.
 */
export function parseFilter(filter: string | undefined): UserState | undefined | 'invalid' {
  if (filter === undefined || filter === '') return undefined;
  if (filter === 'user.isActive()') return 'ACTIVE';
  if (filter === 'user.isSuspended()') return 'SUSPENDED';
  return 'invalid';
}
