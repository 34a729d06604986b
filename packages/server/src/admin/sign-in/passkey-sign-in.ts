import { isPasskeyId, type Passkey, type PrincipalId, principalIdOf } from '../../domain/principal.ts';
import type { AdminCall } from '../admin-call.ts';
import { handleOf } from '../principal-id.ts';
import { beginCeremony, resumeCeremony, spendCeremony } from './ceremony.ts';
import { relyingPartyOf } from './relying-party.ts';
import { sessionCaller } from './require-session.ts';
import { SignInRefused } from './sign-in-refused.ts';

type Library = typeof import('@simplewebauthn/server');
type AuthenticationResponse = Parameters<Library['verifyAuthenticationResponse']>[0]['response'];
/** For who is not signed in yet. */
const NO_SESSION = '';

/** What the browser is to sign, and the cookie that it comes back with. Any passkey may: none are named to strangers. */
export async function beginPasskeySignIn(
  call: AdminCall,
): Promise<{ readonly options: object; readonly cookie: string }> {
  const { storage, baseUrl, random } = call.services;
  const { id: rpID } = relyingPartyOf(baseUrl());
  const caller = sessionCaller(call);
  const passkeys = caller ? await storage.listPasskeys(principalIdOf(caller.principal)) : [];
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  const options = await generateAuthenticationOptions({
    rpID,
    challenge: Uint8Array.from(random.bytes(32)),
    timeout: 300_000,
    userVerification: 'required',
    allowCredentials: passkeys.map(({ id, transports }) => ({ id, transports: [...transports] })),
  });
  const boundTo = caller?.session.id ?? NO_SESSION;
  return { options, cookie: await beginCeremony(call, 'passkey', { challenge: options.challenge, boundTo }) };
}

/** Whose passkey signed, proved for this ceremony, and the counter as it is now. */
export interface ProvenPasskey {
  readonly principal: PrincipalId;
  readonly passkey: { readonly id: string; readonly counter: number };
}

/** @throws SignInRefused */
export async function finishPasskeySignIn(call: AdminCall, given: object): Promise<ProvenPasskey> {
  const response = given as AuthenticationResponse; // what is not of this shape is refused on the way
  const { challenge, boundTo } = await resumeCeremony(call, 'passkey');
  if (boundTo !== (sessionCaller(call)?.session.id ?? NO_SESSION)) throw new SignInRefused('challenge_unknown');
  const found = isPasskeyId(response.id) ? await call.services.storage.findPasskey(response.id) : undefined;
  if (found === undefined) throw new SignInRefused('passkey_unknown');
  const { principal, passkey } = found;
  const counter = await verify(call, response, challenge, found).catch((cause: unknown) => {
    throw new SignInRefused('passkey_not_verified', { principal, cause });
  });
  await spendCeremony(call, challenge, { principal });
  return { principal, passkey: { id: passkey.id, counter } };
}

/**
 * The counter as it is now.
 * @throws Error of the library's for anything that is not sound, a counter that went backwards included
 */
async function verify(
  { services }: AdminCall,
  response: AuthenticationResponse,
  expectedChallenge: string,
  { passkey, principal }: { readonly passkey: Passkey; readonly principal: PrincipalId },
): Promise<number> {
  const { id: expectedRPID, origin: expectedOrigin } = relyingPartyOf(services.baseUrl());
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const { id, publicKey, counter } = passkey;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin,
    expectedRPID,
    credential: { id, publicKey: Uint8Array.from(publicKey), counter },
    requireUserVerification: true,
  });
  const handle = Buffer.from(response.response.userHandle ?? '', 'base64url').toString();
  // Browsers may leave the handle out where the passkeys were named (WebAuthn section 7.2, step 6).
  const isOwner = handle === handleOf(principal) || handle === '';
  if (!verified || !isOwner) throw new Error('the response is not verified');
  return authenticationInfo.newCounter;
}
