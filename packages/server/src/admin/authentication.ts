import { ACCOUNT_PERMISSIONS, ADMIN_PERMISSIONS, type AdminOperation } from '@rollcall/contract/admin';
import { hashCredential, isAdminKey } from '../domain/credentials.ts';
import { maySignIn } from '../domain/principal.ts';
import { readBearerToken } from '../http/bearer-authentication.ts';
import type { AdminServices, Caller } from './admin-call.ts';
import { AdminRefusal } from './admin-refusal.ts';
import type { KeyUses } from './key-uses.ts';
import { principalPermissions } from './principal-permissions.ts';
import { SESSION_COOKIE } from './session-cookie.ts';

/** 256 random bits in base64url. */
const SESSION_SECRET = /^[A-Za-z0-9_-]{43}$/;

/** What a request brings along to say who asks. */
export interface SentCredentials {
  readonly authorization: string | undefined;
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

/**
 * Who asks: a browser that is signed in, or an admin key.
 * @returns undefined where the operation needs nobody, and nobody is signed in
 * @throws AdminRefusal unauthenticated, or invalid_argument where both are sent
 */
export async function authenticate(
  services: AdminServices,
  keyUses: KeyUses,
  { needs }: Pick<AdminOperation, 'needs'>,
  { authorization, cookies }: SentCredentials,
): Promise<Caller | undefined> {
  const secret = cookies[SESSION_COOKIE];
  // How one signs in takes no key, and a session that ended meanwhile is no obstacle.
  if (needs === 'nothing') return await findSession(services, secret);
  if (authorization !== undefined && secret !== undefined) {
    throw new AdminRefusal('invalid_argument', { sentence: 'Send a session or an admin key, not both.' });
  }
  const caller =
    authorization === undefined
      ? await findSession(services, secret)
      : await findKey(services, keyUses, readBearerToken(authorization));
  if (caller === undefined) throw new AdminRefusal('unauthenticated');
  if (needs === 'session' && caller.kind === 'key') {
    const sentence = 'This is about a browser that is signed in: admin keys have no session. Sign in to the console.';
    throw new AdminRefusal('unauthenticated', { sentence });
  }
  return caller;
}

async function findSession({ storage, clock }: AdminServices, secret: string | undefined): Promise<Caller | undefined> {
  if (secret === undefined || !SESSION_SECRET.test(secret)) return undefined;
  const sessionHash = hashCredential(secret);
  const found = await storage.findSession(sessionHash, clock.now());
  if (!found) return undefined;
  const { session, principal } = found;
  const permissions = new Set(maySignIn(principal) ? principalPermissions(principal) : []);
  if (permissions.size === 0) return undefined;
  const accountId = principal.kind === 'person' ? principal.account.id : undefined;
  return { kind: 'session', session, sessionHash, principal, permissions, accountId };
}

async function findKey(
  { storage, clock }: AdminServices,
  uses: KeyUses,
  text: string | undefined,
): Promise<Caller | undefined> {
  if (text === undefined || !isAdminKey(text)) return undefined;
  const key = await storage.findAdminKey(hashCredential(text), clock.now());
  if (!key) return undefined;
  uses.count(key.id);
  // A key of an account does nothing beyond it, whatever was written into it.
  const known = ADMIN_PERMISSIONS.filter((each) => key.accountId === undefined || each in ACCOUNT_PERMISSIONS);
  const permissions = new Set(known.filter((each) => each !== 'keys.write' && key.permissions.includes(each)));
  return { kind: 'key', key, permissions, accountId: key.accountId };
}
