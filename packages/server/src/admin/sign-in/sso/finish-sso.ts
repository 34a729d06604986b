import { FRESH_SECONDS } from '@rollcall/contract/admin';
import type { IDToken } from 'openid-client';
import type { PrincipalId } from '../../../domain/principal.ts';
import type { AdminCall } from '../../admin-call.ts';
import { resumeCeremony, spendCeremony } from '../ceremony.ts';
import { SignInRefused } from '../sign-in-refused.ts';
import { type SecretSession, startSession } from '../start-session.ts';
import { providerOf } from './begin-sso.ts';
import { type IdentityProvider, redirectUriOf } from './identity-provider.ts';

type Facts = Awaited<ReturnType<typeof resumeCeremony<'sso'>>>;

/** What the provider vouches for. */
interface Vouched {
  readonly email: string;
  /** Seconds since the Unix epoch: when they proved who they are there; undefined where it does not say. */
  readonly authTime: number | undefined;
}

/**
 * Signs in whom the identity provider vouches for.
 * @param answer what it sent along with the browser
 * @throws SignInRefused, AdminRefusal unavailable
 */
export async function finishSso(
  call: AdminCall,
  answer: Readonly<Record<string, string>>,
): Promise<{ readonly session: SecretSession; readonly returnTo: string }> {
  const facts = await resumeCeremony(call, 'sso');
  const provider = await providerOf(call.services, facts.accountId);
  // What one provider sent is not for another that took its place meanwhile.
  if (provider.configuration.serverMetadata().issuer !== facts.issuer) {
    throw new SignInRefused('challenge_unknown', { accountId: facts.accountId });
  }
  const vouched = await ask(provider, redirectUriOf(call.services.baseUrl()), facts, answer);
  await spendCeremony(call, facts.state, facts);
  const principal = await principalOf(call, facts.accountId, vouched.email);
  const authenticatedAt = provedAt(call.services.clock.now(), vouched.authTime);
  const session = await startSession(call, principal, { method: 'sso', authenticatedAt }, await renewed(call, facts));
  return { session, returnTo: facts.returnTo };
}

/** Exchanges the code, and checks state, nonce, issuer, audience, times and signature. @throws SignInRefused */
async function ask(
  { library, configuration }: IdentityProvider,
  redirectUri: string,
  facts: Facts,
  answer: Readonly<Record<string, string>>,
): Promise<Vouched> {
  const { accountId, state, nonce, verifier, renews } = facts;
  const url = new URL(redirectUri);
  url.search = new URLSearchParams(answer).toString();
  try {
    const tokens = await library.authorizationCodeGrant(configuration, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      ...(renews !== undefined && { maxAge: FRESH_SECONDS }),
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('the provider sent no ID token');
    const told = claims.email === undefined ? await userInfo({ library, configuration }, tokens, claims) : claims;
    return { email: verifiedEmail(accountId, told), authTime: claims.auth_time };
  } catch (cause) {
    if (cause instanceof SignInRefused) throw cause;
    const refused = cause instanceof library.AuthorizationResponseError;
    throw new SignInRefused(refused ? 'sso_refused' : 'sso_not_verified', { accountId, cause });
  }
}

/** Some providers tell the address there only. */
function userInfo(
  { library, configuration }: IdentityProvider,
  { access_token: accessToken }: { readonly access_token: string },
  { sub }: IDToken,
): Promise<Readonly<Record<string, unknown>>> {
  return library.fetchUserInfo(configuration, accessToken, sub);
}

/** What the provider did not verify, anybody can have typed in there. */
function verifiedEmail(accountId: string, told: Readonly<Record<string, unknown>>): string {
  const { email, email_verified: verified } = told;
  if (typeof email === 'string' && verified === true) return email;
  throw new SignInRefused('email_not_verified', { accountId });
}

/**
 * The person of the account with this address; that they may sign in is asked when the session starts. Addresses are found
 * without case, by which the Kelvin sign is a k: whoever has such an address at a provider is somebody else.
 */
async function principalOf({ services }: AdminCall, accountId: string, email: string): Promise<PrincipalId> {
  const person = await services.storage.findPersonByEmail(accountId, email);
  if (person?.email.toUpperCase() !== email.toUpperCase()) throw new SignInRefused('person_unknown', { accountId });
  return { kind: 'person', accountId, userId: person.id };
}

/** When they proved who they are. Where the provider does not say, that may have been long ago. */
function provedAt(now: number, authTime: number | undefined): number {
  return authTime === undefined ? now - FRESH_SECONDS * 1000 : Math.min(now, authTime * 1000);
}

/** The session that is to be renewed, if it still lives. */
async function renewed({ services }: AdminCall, { renews: sessionHash }: Facts) {
  if (sessionHash === undefined) return undefined;
  const found = await services.storage.findSession(sessionHash, services.clock.now());
  return found && { ...found, sessionHash };
}
