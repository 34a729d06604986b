import type { User, UserState, Users } from '@rollcall/client';

/** What can be done to a person, and how it is spoken of. */
export interface Verb {
  readonly name: 'suspend' | 'reactivate';
  /** `Suspending` */
  readonly doing: string;
  readonly done: 'suspended' | 'reactivated';
  readonly would: 'would_suspend' | 'would_reactivate';
  readonly already: 'already_suspended' | 'already_active';
  /** The state a person is in then. */
  readonly target: UserState;
  change(users: Users, userId: string, signal: AbortSignal): Promise<User>;
  check(users: Users, userId: string, signal: AbortSignal): Promise<User>;
}

export const SUSPEND: Verb = {
  name: 'suspend',
  doing: 'Suspending',
  done: 'suspended',
  would: 'would_suspend',
  already: 'already_suspended',
  target: 'SUSPENDED',
  change: (users, userId, signal) => users.suspend(userId, { signal }),
  check: (users, userId, signal) => users.checkSuspend(userId, { signal }),
};

export const REACTIVATE: Verb = {
  name: 'reactivate',
  doing: 'Reactivating',
  done: 'reactivated',
  would: 'would_reactivate',
  already: 'already_active',
  target: 'ACTIVE',
  change: (users, userId, signal) => users.reactivate(userId, { signal }),
  check: (users, userId, signal) => users.checkReactivate(userId, { signal }),
};
