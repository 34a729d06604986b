import { isPasskeyId, type Passkey, type Principal, principalIdOf } from '../../domain/principal.ts';
import type { NewPasskey } from '../../storage/identity-verbs.ts';
import type { AdminCall } from '../admin-call.ts';
import { handleOf } from '../principal-id.ts';
import { beginCeremony, resumeCeremony, spendCeremony } from './ceremony.ts';
import { relyingPartyOf } from './relying-party.ts';
import { SignInRefused } from './sign-in-refused.ts';

type Kind = 'invite' | 'registration';
type Transport = NonNullable<RegistrationResponse['response']['transports']>[number];
type Library = typeof import('@simplewebauthn/server');
type RegistrationResponse = Parameters<Library['verifyRegistrationResponse']>[0]['response'];

const TRANSPORTS: readonly Transport[] = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];
/** EdDSA, ES256, RS256 (COSE): what authenticators have, and what Node.js verifies without a warning. */
const ALGORITHMS = [-8, -7, -257];
/** What a passkey is called that nobody named. */
const NO_LABEL = 'Passkey';

/** What the browser is to make a passkey of, and the cookie that it comes back with. */
export interface BegunRegistration {
  readonly options: object;
  readonly cookie: string;
}

/**
 * Begins to make a passkey: one that is found without a name being typed, on a device that knows its owner.
 * @param passkeys that the principal has: the same device makes no second one
 */
export async function beginRegistration(
  call: AdminCall,
  begun: { readonly kind: Kind; readonly boundTo: string; readonly principal: Principal },
  passkeys: readonly Passkey[],
): Promise<BegunRegistration> {
  const { id: rpID } = relyingPartyOf(call.services.baseUrl());
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const { kind, boundTo, principal } = begun;
  const options = await generateRegistrationOptions({
    rpName: 'Rollcall',
    rpID,
    ...namesOf(principal),
    userID: new TextEncoder().encode(handleOf(principalIdOf(principal))),
    challenge: Uint8Array.from(call.services.random.bytes(32)),
    timeout: 300_000,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: passkeys.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { options, cookie: await beginCeremony(call, kind, { challenge: options.challenge, boundTo }) };
}

/**
 * The passkey that a browser made, proved to be made for this ceremony, here.
 * @throws SignInRefused
 */
export async function finishRegistration(
  call: AdminCall,
  finished: { readonly kind: Kind; readonly boundTo: string; readonly principal: Principal },
  made: { readonly response: object; readonly label?: string | undefined },
): Promise<NewPasskey> {
  const principal = principalIdOf(finished.principal);
  const { challenge, boundTo } = await resumeCeremony(call, finished.kind);
  if (boundTo !== finished.boundTo) throw new SignInRefused('challenge_unknown', { principal });
  const passkey = await verify(call, made.response as RegistrationResponse, challenge).catch((cause: unknown) => {
    throw new SignInRefused('passkey_not_verified', { principal, cause });
  });
  await spendCeremony(call, challenge, { principal });
  return { ...passkey, label: made.label ?? NO_LABEL };
}

/** @throws Error of the library's for anything that is not sound, a response of another shape included */
async function verify(
  { services }: AdminCall,
  response: RegistrationResponse,
  expectedChallenge: string,
): Promise<Omit<NewPasskey, 'label'>> {
  const { id: expectedRPID, origin: expectedOrigin } = relyingPartyOf(services.baseUrl());
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const expected = {
    expectedChallenge,
    expectedOrigin,
    expectedRPID,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  };
  const { verified, registrationInfo } = await verifyRegistrationResponse({ response, ...expected });
  if (!verified) throw new Error('the response is not verified');
  const { credential, credentialBackedUp: backedUp } = registrationInfo;
  const { id, publicKey, counter } = credential;
  if (!isPasskeyId(id)) throw new Error('the passkey has an id that is too long');
  const transports = TRANSPORTS.filter((each) => credential.transports?.includes(each));
  return { id, publicKey, counter, transports, backedUp };
}

function namesOf(principal: Principal): { readonly userName: string; readonly userDisplayName: string } {
  if (principal.kind === 'operator') {
    return { userName: principal.operator.name, userDisplayName: principal.operator.name };
  }
  return { userName: principal.person.email, userDisplayName: principal.person.displayName };
}
