import type { SingleSignOn } from '../../../domain/principal.ts';
import type { AdminCall, AdminServices } from '../../admin-call.ts';
import { AdminRefusal } from '../../admin-refusal.ts';
import { beginCeremony } from '../ceremony.ts';
import { sessionCaller } from '../require-session.ts';
import { SignInRefused } from '../sign-in-refused.ts';
import { type IdentityProvider, redirectUriOf } from './identity-provider.ts';
import { knownProvider } from './known-providers.ts';

/** Seconds until somebody who was told that the provider does not answer may try again. */
const RETRY_SECONDS = 30;

/**
 * Where to send the browser, and the cookie that it comes back with. Whoever is signed in already has to prove anew who
 * they are: the provider is asked not to take its own session for that.
 * @throws SignInRefused where the account signs in otherwise, or there is none
 */
export async function beginSso(
  call: AdminCall,
  accountId: string,
  returnTo: string,
): Promise<{ readonly url: string; readonly cookie: string }> {
  const { library, configuration } = await providerOf(call.services, accountId);
  const [state, nonce, verifier] = [library.randomState(), library.randomNonce(), library.randomPKCECodeVerifier()];
  const renews = sessionCaller(call)?.sessionHash;
  const url = library.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUriOf(call.services.baseUrl()),
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await library.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(renews !== undefined && { prompt: 'login', max_age: '0' }),
  });
  const { issuer } = configuration.serverMetadata();
  const facts = { accountId, issuer, state, nonce, verifier, returnTo, renews };
  return { url: url.href, cookie: await beginCeremony(call, 'sso', facts) };
}

/**
 * @throws SignInRefused where the account has none
 * @throws AdminRefusal unavailable where it does not answer
 */
export async function providerOf(services: AdminServices, accountId: string): Promise<IdentityProvider> {
  const sso: SingleSignOn | undefined = await services.storage.findSingleSignOn(accountId);
  if (sso === undefined) throw new SignInRefused('sso_not_set_up');
  try {
    return await knownProvider(services, accountId, sso);
  } catch (cause) {
    throw new AdminRefusal('unavailable', {
      sentence: 'The identity provider of the account does not answer now. Try again in a while, or use a passkey.',
      headers: { 'retry-after': String(RETRY_SECONDS) },
      cause,
    });
  }
}
