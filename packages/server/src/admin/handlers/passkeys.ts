import type { FinishRegistrationRequest, Passkeys, SignInOptions } from '@rollcall/contract/admin';
import { type Passkey, type Principal, principalIdOf } from '../../domain/principal.ts';
import { StorageConflict } from '../../storage/storage.ts';
import { type AdminCall, type AdminHandlers, AdminReply } from '../admin-call.ts';
import { AdminRefusal } from '../admin-refusal.ts';
import { NO_CEREMONY_COOKIE } from '../sign-in/ceremony.ts';
import { guardSignIn } from '../sign-in/guard-sign-in.ts';
import { beginRegistration, finishRegistration } from '../sign-in/passkey-registration.ts';
import { requireSession } from '../sign-in/require-session.ts';

/** Of one person or operator: more devices than anybody has. */
const MOST_PASSKEYS = 20;

/** One's own passkeys. */
export const passkeyHandlers = {
  ListPasskeys: (call) => passkeysOf(call, requireSession(call).principal),
  BeginRegistration: async (call) => {
    const { principal, session } = requireSession(call);
    const passkeys = await passkeysWithRoom(call, principal);
    const begun = await beginRegistration(call, { kind: 'registration', boundTo: session.id, principal }, passkeys);
    const body: SignInOptions = { options: begun.options };
    return new AdminReply({ body, cookies: [begun.cookie] });
  },
  FinishRegistration: async (call) => {
    const { principal, session } = requireSession(call);
    const made = call.body as FinishRegistrationRequest; // held against this schema before
    const place = { kind: 'registration', boundTo: session.id, principal } as const;
    await passkeysWithRoom(call, principal);
    const passkey = await guardSignIn(call, () => finishRegistration(call, place, made));
    const added = await refusingKnown(() => {
      return call.services.storage.addPasskey(principalIdOf(principal), passkey, call.context);
    });
    if (!added) throw new AdminRefusal('unauthenticated');
    return new AdminReply({ body: await passkeysOf(call, principal), cookies: [NO_CEREMONY_COOKIE] });
  },
  RemovePasskey: async (call) => {
    const { principal } = requireSession(call);
    const { passkey = '' } = call.params;
    await refuseLast(call, principal, passkey);
    const removed = await call.services.storage.removePasskey(principalIdOf(principal), passkey, call.context);
    if (!removed) throw new AdminRefusal('not_found');
    return undefined;
  },
} satisfies AdminHandlers;

/** Nothing else counts how many somebody adds. @throws AdminRefusal failed_precondition where one more is too many */
async function passkeysWithRoom({ services }: AdminCall, principal: Principal): Promise<readonly Passkey[]> {
  const passkeys = await services.storage.listPasskeys(principalIdOf(principal));
  if (passkeys.length < MOST_PASSKEYS) return passkeys;
  throw new AdminRefusal('failed_precondition', {
    sentence: `You have ${passkeys.length} passkeys, and ${MOST_PASSKEYS} are the most. Remove one that you do not use first.`,
  });
}

/** @throws AdminRefusal failed_precondition where nothing would be left to sign in with */
async function refuseLast({ services }: AdminCall, principal: Principal, passkey: string): Promise<void> {
  const passkeys = await services.storage.listPasskeys(principalIdOf(principal));
  if (passkeys.length > 1 || passkeys[0]?.id !== passkey) return;
  if (principal.kind === 'person' && (await services.storage.findSingleSignOn(principal.account.id))) return;
  throw new AdminRefusal('failed_precondition', {
    sentence: 'This is the only passkey: nothing would be left to sign in with. Add another one first.',
  });
}

/**
 * Does what keeps a passkey.
 * @throws AdminRefusal already_exists where it is kept already
 */
export async function refusingKnown<T>(keep: () => Promise<T>): Promise<T> {
  try {
    return await keep();
  } catch (error) {
    if (!(error instanceof StorageConflict)) throw error;
    throw new AdminRefusal('already_exists', {
      sentence: 'This passkey is registered already. Sign in with it.',
      cause: error,
    });
  }
}

async function passkeysOf({ services }: AdminCall, principal: Principal): Promise<Passkeys> {
  const passkeys = await services.storage.listPasskeys(principalIdOf(principal));
  return { passkeys: passkeys.map(passkeyOnWire) };
}

function passkeyOnWire({ id, label, backedUp, createTime, lastUseTime }: Passkey): Passkeys['passkeys'][number] {
  return {
    id,
    label,
    backed_up: backedUp,
    create_time: createTime,
    ...(lastUseTime !== undefined && { last_use_time: lastUseTime }),
  };
}
