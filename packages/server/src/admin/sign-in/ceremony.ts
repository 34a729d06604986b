import { hashCredential } from '../../domain/credentials.ts';
import type { PrincipalId } from '../../domain/principal.ts';
import { openText, sealText } from '../../domain/sealed-text.ts';
import type { AdminCall } from '../admin-call.ts';
import { AdminRefusal } from '../admin-refusal.ts';
import { SignInRefused } from './sign-in-refused.ts';

/** What was begun and has to be finished by the same browser: it carries this, sealed, from one to the other. */
interface Ceremonies {
  readonly passkey: Challenge;
  readonly invite: Challenge;
  readonly registration: Challenge;
  readonly sso: SsoFacts;
}

interface Challenge {
  /** base64url. */
  readonly challenge: string;
  /** What it was begun for: a session, an invitation. */
  readonly boundTo: string;
}

interface SsoFacts {
  readonly accountId: string;
  /** Of the provider that the browser was sent to. */
  readonly issuer: string;
  /** 256 random bits each, base64url. */
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where in the console to go on. */
  readonly returnTo: string;
  /** Hash of the session that is to be renewed; the browser sends no cookie of it with what another site leads to. */
  readonly renews: string | undefined;
}

type Sealed<Kind extends keyof Ceremonies> = { readonly facts: Ceremonies[Kind]; readonly expiresAt: number };

/** `__Host-`, like the session's. */
const CEREMONY_COOKIE = '__Host-rollcall-sign-in';
/** For as long as a person may take to find their key. */
const CEREMONY_SECONDS = 300;
const KEY_NAME = 'sign-in';

export const NO_CEREMONY_COOKIE = ceremonyCookie('', 0, 'Strict');

/** @returns the Set-Cookie that carries the facts */
export async function beginCeremony<Kind extends keyof Ceremonies>(
  { services }: AdminCall,
  kind: Kind,
  facts: Ceremonies[Kind],
): Promise<string> {
  const { storage, clock, random } = services;
  const sealed: Sealed<Kind> = { facts, expiresAt: clock.now() + CEREMONY_SECONDS * 1000 };
  const value = sealText(await storage.loadKey(KEY_NAME), kind, JSON.stringify(sealed), random);
  // The identity provider leads back here from another site: with Strict, the cookie would stay behind.
  return ceremonyCookie(value, CEREMONY_SECONDS, kind === 'sso' ? 'Lax' : 'Strict');
}

/**
 * The facts that the same browser began with.
 * @throws SignInRefused where they are not ours, or their time is over
 * @throws AdminRefusal sign_in_refused where there are none
 */
export async function resumeCeremony<Kind extends keyof Ceremonies>(
  { services, cookies }: AdminCall,
  kind: Kind,
): Promise<Ceremonies[Kind]> {
  const { storage, clock } = services;
  const sealed = cookies[CEREMONY_COOKIE];
  // Who sends nothing guesses nothing. Counted, any page could have its visitors' network shut out: it has their browsers
  // ask for the way back of single sign-on, to which no cookie of another site comes along.
  if (sealed === undefined) throw new AdminRefusal('sign_in_refused');
  const text = openText(await storage.loadKey(KEY_NAME), kind, sealed);
  if (text === undefined) throw new SignInRefused('challenge_unknown');
  const { facts, expiresAt } = JSON.parse(text) as Sealed<Kind>; // sealed by nobody but `beginCeremony`
  if (expiresAt <= clock.now()) throw new SignInRefused('challenge_expired');
  return facts;
}

/**
 * Uses a ceremony up, once it is proved who finishes it: what is not proved must not be able to fill the store.
 * @param once what is random in it
 * @param who it was that proved it
 * @throws SignInRefused where it was used before
 */
export async function spendCeremony(
  { services }: AdminCall,
  once: string,
  who: { readonly principal: PrincipalId } | { readonly accountId: string },
): Promise<void> {
  const { storage, clock } = services;
  const isFirst = await storage.spend(hashCredential(once), clock.now() + CEREMONY_SECONDS * 1000);
  if (!isFirst) throw new SignInRefused('challenge_used', who);
}

function ceremonyCookie(value: string, seconds: number, sameSite: 'Strict' | 'Lax'): string {
  return `${CEREMONY_COOKIE}=${value}; Max-Age=${seconds}; Path=/; Secure; HttpOnly; SameSite=${sameSite}`;
}
