import type { ChangeContext } from '../../domain/audit.ts';
import type { PrincipalId } from '../../domain/principal.ts';
import type { AdminCall } from '../admin-call.ts';
import { AdminRefusal } from '../admin-refusal.ts';
import { subjectOf } from '../principal-id.ts';
import { SignInRefused } from './sign-in-refused.ts';

/** All sign-ins from one network count together. */
const GUARDED = 'console sign-in';
/** Who is not known by any id. */
const SOMEBODY = 'unknown';

/**
 * Does a step of signing in, unless too many failed. A failed one counts, is written down where it is known whom it is
 * about, and is told with no reason.
 * @throws AdminRefusal sign_in_refused, too_many_attempts
 */
export async function guardSignIn<T>(call: AdminCall, step: () => Promise<T>): Promise<T> {
  const { attempts } = call.services;
  const seconds = await attempts.secondsToWait(GUARDED, call.address);
  if (seconds > 0) throw new AdminRefusal('too_many_attempts', { headers: { 'retry-after': String(seconds) } });
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    await attempts.countFailure(GUARDED, call.address);
    await writeDown(call, error);
    throw new AdminRefusal('sign_in_refused', { cause: error });
  }
}

/** The circumstances of what somebody does who is not signed in yet. */
export function signInContext({ services, address, userAgent, requestId }: AdminCall, id: PrincipalId): ChangeContext {
  return contextFor({ services, address, userAgent, requestId }, id.kind, subjectOf(id));
}

/** Strangers must not be able to fill the disk: what is about nobody is counted only. */
async function writeDown(call: AdminCall, { reason, principal, accountId }: SignInRefused): Promise<void> {
  if (principal === undefined && accountId === undefined) return;
  const subject = principal ? subjectOf(principal) : (accountId ?? SOMEBODY);
  const context = contextFor(call, principal?.kind ?? 'person', principal ? subject : SOMEBODY);
  await call.services.storage.appendAudit(
    { action: 'session.refused', outcome: 'refused', reason, accountId, subject, detail: {} },
    context,
  );
}

function contextFor(
  call: Pick<AdminCall, 'services' | 'address' | 'userAgent' | 'requestId'>,
  kind: PrincipalId['kind'],
  id: string,
): ChangeContext {
  const { services, address, userAgent, requestId } = call;
  return { at: services.clock.now(), actor: { kind, id, address, userAgent }, requestId };
}
