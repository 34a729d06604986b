import type { Clock } from '../domain/clock.ts';
import type { LimitStore, LimitStoreObserver } from './limit-store.ts';
import type { AttemptGuard, QuotaGate } from './limits.ts';
import { LocalAttemptGuard } from './local-attempt-guard.ts';
import { LocalQuotaGate } from './local-quota-gate.ts';
import { SharedAttemptGuard } from './shared/shared-attempt-guard.ts';
import { SharedQuotaGate } from './shared/shared-quota-gate.ts';

/** What counts requests and failed attempts. */
export interface Limits {
  readonly quotas: QuotaGate;
  readonly attempts: AttemptGuard;
}

/** Counts in this process, or in a store where several servers count together. */
export function createLimits(parts: {
  readonly store: LimitStore | undefined;
  readonly clock: Clock;
  readonly observe: LimitStoreObserver;
}): Limits {
  const { store, clock, observe } = parts;
  if (store === undefined) {
    return { quotas: new LocalQuotaGate(clock), attempts: new LocalAttemptGuard(clock) };
  }
  return {
    quotas: new SharedQuotaGate({ store, clock, observe }),
    attempts: new SharedAttemptGuard(store, clock, observe),
  };
}
