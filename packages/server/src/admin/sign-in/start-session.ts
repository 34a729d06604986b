import {
  type Principal,
  type PrincipalId,
  principalIdOf,
  type Session,
  type SignInMethod,
} from '../../domain/principal.ts';
import type { NewSession } from '../../storage/identity-verbs.ts';
import { type AdminCall, AdminReply } from '../admin-call.ts';
import { isSamePrincipal } from '../principal-id.ts';
import { newSessionSecret, type SessionSecret, sessionCookie } from '../session-cookie.ts';
import { NO_CEREMONY_COOKIE } from './ceremony.ts';
import { signInContext } from './guard-sign-in.ts';
import type { SessionCaller } from './require-session.ts';
import { sessionOnWire } from './session-on-wire.ts';
import { SignInRefused } from './sign-in-refused.ts';

/** Nobody stays signed in for longer, however often they prove who they are. */
const SESSION_SECONDS = 12 * 60 * 60;

/** A session with what the browser is to hold of it. */
export interface SecretSession extends NewSession {
  readonly secret: string;
}

/** How somebody proved who they are. */
interface Proof {
  readonly method: SignInMethod;
  /** Milliseconds since the Unix epoch; now unless given. */
  readonly authenticatedAt?: number;
  readonly passkey?: { readonly id: string; readonly counter: number };
}

/**
 * Signs somebody in, under an id that nobody can have planted: it is a new one each time.
 * @param previous the session that this one takes the place of; it dies, and its end stays the end
 * @throws SignInRefused where they may not, or somebody else is signed in
 */
export async function startSession(
  call: AdminCall,
  principal: PrincipalId,
  proof: Proof,
  previous: Pick<SessionCaller, 'principal' | 'session' | 'sessionHash'> | undefined,
): Promise<SecretSession> {
  if (previous && !isSamePrincipal(principal, principalIdOf(previous.principal))) {
    throw new SignInRefused('somebody_else', { principal });
  }
  const session = newSession(call, proof, previous?.session);
  const { secret: _, ...stored } = session;
  const started = await call.services.storage.startSession(
    principal,
    stored,
    { replaces: previous?.sessionHash, passkey: proof.passkey },
    signInContext(call, principal),
  );
  if (!started) throw new SignInRefused('may_not_sign_in', { principal });
  return session;
}

export function newSession(call: AdminCall, proof: Proof, previous?: Session): SecretSession {
  const { clock, random } = call.services;
  const now = clock.now();
  const { secret, hash }: SessionSecret = newSessionSecret(random);
  return {
    id: random.uuid(),
    secret,
    hash,
    method: proof.method,
    authenticatedAt: proof.authenticatedAt ?? now,
    startedAt: previous?.startedAt ?? now,
    expiresAt: previous?.expiresAt ?? now + SESSION_SECONDS * 1000,
    userAgent: call.userAgent,
    address: call.address,
  };
}

/** Tells the browser who is signed in, and hands it the session. */
export function replySignedIn(call: AdminCall, principal: Principal, session: SecretSession): AdminReply {
  const body = sessionOnWire(call.services, principal, session, session.hash);
  return new AdminReply({ body, cookies: cookiesOf(call, session) });
}

export function cookiesOf({ services }: AdminCall, { secret, expiresAt }: SecretSession): readonly string[] {
  const seconds = Math.ceil((expiresAt - services.clock.now()) / 1000);
  return [sessionCookie(secret, seconds), NO_CEREMONY_COOKIE];
}

/** Who is signed in. @throws SignInRefused if that changed a moment ago */
export async function presentPrincipal({ services }: AdminCall, id: PrincipalId): Promise<Principal> {
  const principal = await services.storage.findPrincipal(id);
  if (principal === undefined) throw new SignInRefused('may_not_sign_in', { principal: id });
  return principal;
}
