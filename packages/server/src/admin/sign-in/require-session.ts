import type { AdminCall, Caller } from '../admin-call.ts';
import { AdminRefusal } from '../admin-refusal.ts';

export type SessionCaller = Extract<Caller, { kind: 'session' }>;

/** The session of whoever asks, if it is a person or operator. */
export function sessionCaller({ caller }: AdminCall): SessionCaller | undefined {
  return caller?.kind === 'session' ? caller : undefined;
}

/** @throws AdminRefusal unauthenticated: an admin key has no session */
export function requireSession(call: AdminCall): SessionCaller {
  const caller = sessionCaller(call);
  if (caller === undefined) throw new AdminRefusal('unauthenticated');
  return caller;
}
