import type {
  BeginInviteRequest,
  FinishInviteRequest,
  FinishPasskeyRequest,
  InviteOptions,
  SignInOptions,
} from '@rollcall/contract/admin';
import { hashCredential } from '../../domain/credentials.ts';
import { type Principal, principalIdOf } from '../../domain/principal.ts';
import { type AdminCall, type AdminHandlers, AdminReply } from '../admin-call.ts';
import { guardSignIn, signInContext } from '../sign-in/guard-sign-in.ts';
import { beginRegistration, finishRegistration } from '../sign-in/passkey-registration.ts';
import { beginPasskeySignIn, finishPasskeySignIn } from '../sign-in/passkey-sign-in.ts';
import { sessionCaller } from '../sign-in/require-session.ts';
import { SignInRefused } from '../sign-in/sign-in-refused.ts';
import { newSession, presentPrincipal, replySignedIn, startSession } from '../sign-in/start-session.ts';
import { refusingKnown } from './passkeys.ts';

/** How one signs in with a passkey, the first time by an invitation. */
export const signInHandlers = {
  BeginPasskey: async (call) => {
    const { options, cookie } = await beginPasskeySignIn(call);
    const body: SignInOptions = { options };
    return new AdminReply({ body, cookies: [cookie] });
  },
  FinishPasskey: (call) => {
    return guardSignIn(call, async () => {
      const { response } = call.body as FinishPasskeyRequest; // held against this schema before
      const { principal: id, passkey } = await finishPasskeySignIn(call, response);
      const session = await startSession(call, id, { method: 'passkey', passkey }, sessionCaller(call));
      return replySignedIn(call, await presentPrincipal(call, id), session);
    });
  },
  BeginInvite: (call) => {
    return guardSignIn(call, async () => {
      const { token } = call.body as BeginInviteRequest; // held against this schema before
      const { hash, principal } = await openInvite(call, token);
      const passkeys = await call.services.storage.listPasskeys(principalIdOf(principal));
      const begun = await beginRegistration(call, { kind: 'invite', boundTo: hash, principal }, passkeys);
      return new AdminReply({ body: inviteOnWire(principal, begun.options), cookies: [begun.cookie] });
    });
  },
  FinishInvite: (call) => guardSignIn(call, () => finishInvite(call)),
} satisfies AdminHandlers;

async function finishInvite(call: AdminCall): Promise<AdminReply> {
  const { storage } = call.services;
  const { token, response, label } = call.body as FinishInviteRequest; // held against this schema before
  const { hash, principal } = await openInvite(call, token);
  const passkey = await finishRegistration(call, { kind: 'invite', boundTo: hash, principal }, { response, label });
  const session = newSession(call, { method: 'invite' });
  const { secret: _, ...stored } = session;
  const id = principalIdOf(principal);
  const accepted = await refusingKnown(() => storage.acceptInvite(hash, passkey, stored, signInContext(call, id)));
  if (!accepted) throw new SignInRefused('invite_dead', { principal: id });
  await leave(call);
  return replySignedIn(call, principal, session);
}

/** Whoever was signed in in this browser before is not any more. */
async function leave(call: AdminCall): Promise<void> {
  const previous = sessionCaller(call);
  if (previous === undefined) return;
  await call.services.storage.endSession(principalIdOf(previous.principal), previous.session.id, call.context);
}

/** @throws SignInRefused where it is dead, used, or never was */
async function openInvite(
  { services }: AdminCall,
  token: string,
): Promise<{ readonly hash: string; readonly principal: Principal }> {
  const hash = hashCredential(token);
  const principal = await services.storage.findInvite(hash, services.clock.now());
  if (principal === undefined) throw new SignInRefused('invite_dead');
  return { hash, principal };
}

function inviteOnWire(principal: Principal, options: object): InviteOptions {
  if (principal.kind === 'operator') return { options, name: principal.operator.name };
  return { options, name: principal.person.displayName, account_name: principal.account.name };
}
