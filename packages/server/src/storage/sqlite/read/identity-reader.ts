import {
  type AdminKey,
  maySignIn,
  type Operator,
  type Passkey,
  type Principal,
  type PrincipalId,
  type Session,
  type SingleSignOn,
} from '../../../domain/principal.ts';
import { hashBytes } from '../../application-row.ts';
import {
  adminKeyFrom,
  DEPLOYMENT,
  type Holder,
  holderFrom,
  operatorFrom,
  PRINCIPAL_COLUMNS,
  passkeyFrom,
  principalFrom,
  principalIdFrom,
  sessionFrom,
  singleSignOnFrom,
} from '../../identity-rows.ts';
import { text } from '../../row.ts';
import type { CredentialHash } from '../../storage.ts';
import type { Database } from '../database.ts';
import { personFrom } from './directory-reader.ts';

/** Everybody whom a row with an `account` and a `holder` may be of. */
const holdersOf = (row: string) => `LEFT JOIN accounts a ON a.number = ${row}.account
  LEFT JOIN users u ON u.account = ${row}.account AND u.id = ${row}.holder
  LEFT JOIN operators o ON ${row}.account = ${DEPLOYMENT} AND o.id = ${row}.holder`;
const HOLDERS = holdersOf('h');
const SESSION_COLUMNS =
  'h.id AS session_id, h.method, h.authenticated_at, h.started_at, h.expires_at, h.user_agent, h.address';
const KEY_COLUMNS = 'k.id, k.label, a.id AS account_id, k.permissions, k.create_time, k.expire_time, k.last_use_time';
const NUMBER = '(SELECT number FROM accounts WHERE id = ?1)';

/** The statements that identities are read by, for the reader and for whoever looks at their plans. */
export const IDENTITY_STATEMENTS = {
  principal: `SELECT asked.account, ${PRINCIPAL_COLUMNS} FROM (SELECT CASE WHEN ?1 IS NULL THEN ${DEPLOYMENT}
    ELSE ${NUMBER} END AS account, ?2 AS holder) asked ${holdersOf('asked')}`,
  operators: 'SELECT id, name, create_time FROM operators ORDER BY create_time, id',
  invite: `SELECT h.account, h.holder, ${PRINCIPAL_COLUMNS} FROM invites h ${HOLDERS}
    WHERE h.hash = ?1 AND h.expires_at > ?2`,
  passkey: `SELECT h.*, a.id AS account_id FROM passkeys h LEFT JOIN accounts a ON a.number = h.account WHERE h.id = ?1`,
  passkeys: 'SELECT * FROM passkeys WHERE account = ?1 AND holder = ?2 ORDER BY create_time, id',
  session: `SELECT ${SESSION_COLUMNS}, ${PRINCIPAL_COLUMNS} FROM sessions h ${HOLDERS}
    WHERE h.hash = ?1 AND h.expires_at > ?2`,
  sessions: `SELECT ${SESSION_COLUMNS} FROM sessions h WHERE h.account = ?1 AND h.holder = ?2 AND h.expires_at > ?3
    ORDER BY h.started_at DESC, h.id DESC`,
  adminKey: `SELECT ${KEY_COLUMNS} FROM admin_keys k LEFT JOIN accounts a ON a.number = k.account WHERE k.hash = ?1`,
  adminKeys: `SELECT ${KEY_COLUMNS} FROM admin_keys k LEFT JOIN accounts a ON a.number = k.account
    WHERE k.account = CASE WHEN ?1 IS NULL THEN ${DEPLOYMENT} ELSE ${NUMBER} END ORDER BY k.create_time, k.id`,
  singleSignOn: `SELECT issuer, client_id, sealed_client_secret FROM single_sign_on WHERE account = ${NUMBER}`,
} as const;

export function findHolder(database: Database, id: PrincipalId): Holder | undefined {
  const [accountId, holder] = id.kind === 'person' ? [id.accountId, id.userId] : [null, id.operatorId];
  const row = database.one(IDENTITY_STATEMENTS.principal, accountId, holder);
  return row === undefined ? undefined : holderFrom(row, holder, personFrom);
}

export function listOperators(database: Database): readonly Operator[] {
  return database.all(IDENTITY_STATEMENTS.operators).map(operatorFrom);
}

/** Whose invitation it is. Whoever may not sign in cannot accept it. @param now milliseconds since the Unix epoch */
export function findInvited(database: Database, hash: CredentialHash, now: number): Holder | undefined {
  const row = database.one(IDENTITY_STATEMENTS.invite, hashBytes(hash), now);
  const found = row && holderFrom(row, text(row, 'holder'), personFrom);
  return found !== undefined && maySignIn(found.principal) ? found : undefined;
}

export function findPasskey(
  database: Database,
  credentialId: string,
): { readonly passkey: Passkey; readonly principal: PrincipalId } | undefined {
  const row = database.one(IDENTITY_STATEMENTS.passkey, credentialId);
  return row === undefined ? undefined : { passkey: passkeyFrom(row), principal: principalIdFrom(row) };
}

export function listPasskeys(database: Database, principal: PrincipalId): readonly Passkey[] {
  const found = findHolder(database, principal);
  if (found === undefined) return [];
  return database.all(IDENTITY_STATEMENTS.passkeys, found.account, found.holder).map(passkeyFrom);
}

/** @param now milliseconds since the Unix epoch */
export function findSession(
  database: Database,
  hash: CredentialHash,
  now: number,
): { readonly session: Session; readonly principal: Principal } | undefined {
  const row = database.one(IDENTITY_STATEMENTS.session, hashBytes(hash), now);
  const principal = row && principalFrom(row, personFrom);
  if (row === undefined || principal === undefined || !maySignIn(principal)) return undefined;
  return { session: sessionFrom(row), principal };
}

/** @param now milliseconds since the Unix epoch */
export function listSessions(database: Database, principal: PrincipalId, now: number): readonly Session[] {
  const found = findHolder(database, principal);
  if (found === undefined) return [];
  return database.all(IDENTITY_STATEMENTS.sessions, found.account, found.holder, now).map(sessionFrom);
}

/** @param now milliseconds since the Unix epoch */
export function findAdminKey(database: Database, hash: CredentialHash, now: number): AdminKey | undefined {
  const row = database.one(IDENTITY_STATEMENTS.adminKey, hashBytes(hash));
  const key = row && adminKeyFrom(row);
  return key !== undefined && (key.expireTime === undefined || Date.parse(key.expireTime) > now) ? key : undefined;
}

export function listAdminKeys(database: Database, accountId: string | undefined): readonly AdminKey[] {
  return database.all(IDENTITY_STATEMENTS.adminKeys, accountId ?? null).map(adminKeyFrom);
}

export function findSingleSignOn(database: Database, accountId: string): SingleSignOn | undefined {
  const row = database.one(IDENTITY_STATEMENTS.singleSignOn, accountId);
  return row === undefined ? undefined : singleSignOnFrom(row);
}
