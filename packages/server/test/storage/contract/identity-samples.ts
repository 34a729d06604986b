import type { PrincipalId } from '../../../src/domain/principal.ts';
import type { NewAdminKey, NewPasskey, NewSession } from '../../../src/storage/identity-verbs.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import { ACME, clientId, contextAt, hashOf, idOf, NOW } from './samples.ts';

export const OPERATOR = { kind: 'operator', operatorId: clientId(77) } as const satisfies PrincipalId;

/** The person of a number as a principal. */
export function personId(number: number, accountId: string = ACME): PrincipalId {
  return { kind: 'person', accountId, userId: idOf(number) };
}

export function passkey(number: number, changes: Partial<NewPasskey> = {}): NewPasskey {
  return {
    id: `credential-${number}`,
    publicKey: Uint8Array.from([0, 255, 128, number]),
    counter: 3,
    transports: ['internal', 'hybrid'],
    label: `Laptop ${number} "ü"`,
    backedUp: true,
    ...changes,
  };
}

/** A session of an hour. */
export function session(number: number, changes: Partial<NewSession> = {}): NewSession {
  return {
    hash: hashOf(number),
    id: clientId(number),
    method: 'passkey',
    authenticatedAt: NOW,
    startedAt: NOW,
    expiresAt: NOW + 3_600_000,
    userAgent: 'Browser/1.0',
    address: '192.0.2.9',
    ...changes,
  };
}

export function adminKey(number: number, changes: Partial<NewAdminKey> = {}): NewAdminKey {
  return {
    id: clientId(number),
    hash: hashOf(number),
    label: `Key ${number}`,
    accountId: ACME,
    permissions: ['people.read', 'audit.read'],
    expireTime: undefined,
    ...changes,
  };
}

/** Signs the principal in. */
export async function signIn(storage: Storage, principal: PrincipalId, number: number): Promise<boolean> {
  return storage.startSession(principal, session(number), {}, contextAt());
}

export async function isSignedIn(storage: Storage, number: number): Promise<boolean> {
  return (await storage.findSession(hashOf(number), NOW)) !== undefined;
}
