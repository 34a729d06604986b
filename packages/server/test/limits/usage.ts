import type { QuotaState } from '../../src/domain/quota-window.ts';

/** What is left of each limit, and the limit. */
export function usage(states: readonly QuotaState[]): Record<string, readonly [number, number]> {
  return Object.fromEntries(states.map(({ name, remaining, limit }) => [name, [remaining, limit]]));
}
