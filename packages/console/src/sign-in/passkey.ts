import type { Passkeys, Session, SignInOptions } from '@rollcall/contract/admin';
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { api } from '../api/api.ts';

type AuthenticationOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type RegistrationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];
type Ceremony = SignInOptions['options'];

/** Signs in with a passkey of the person's choice; where they are signed in already, proves once more that it is them. */
export async function signInWithPasskey(): Promise<Session> {
  const { options } = await api.call('BeginPasskey');
  const optionsJSON = options as unknown as AuthenticationOptions; // WebAuthn's JSON, which the contract passes on
  const response = await startAuthentication({ optionsJSON });
  return api.call('FinishPasskey', { body: { response } });
}

/** Makes the passkey that an invitation asks for, and signs in. */
export async function acceptInvite(token: string, options: Ceremony, label: string): Promise<Session> {
  const response = await makePasskey(options);
  return api.call('FinishInvite', { body: { token, response, ...named(label) } });
}

/** Makes another passkey for who is signed in. */
export async function addPasskey(label: string): Promise<Passkeys> {
  const { options } = await api.call('BeginRegistration');
  const response = await makePasskey(options);
  return api.call('FinishRegistration', { body: { response, ...named(label) } });
}

function makePasskey(options: Ceremony) {
  const optionsJSON = options as unknown as RegistrationOptions; // WebAuthn's JSON, which the contract passes on
  return startRegistration({ optionsJSON });
}

function named(label: string): { readonly label?: string } {
  const trimmed = label.trim();
  return trimmed === '' ? {} : { label: trimmed };
}
