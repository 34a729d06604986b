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
import { type Row, text } from '../../row.ts';
import type { CredentialHash } from '../../storage.ts';
import type { Database } from '../database.ts';
import { prepared, type Statement, type Value } from '../statement.ts';
import { personFrom } from './directory-reader.ts';

/** Everybody whom a row with an `account` and a `holder` may be of. */
const HOLDERS = `LEFT JOIN rollcall.accounts a ON a.number = h.account
  LEFT JOIN rollcall.users u ON u.account = h.account AND u.id = h.holder
  LEFT JOIN rollcall.operators o ON h.account = ${DEPLOYMENT} AND o.id = h.holder`;
const SESSION_COLUMNS =
  'h.id AS session_id, h.method, h.authenticated_at, h.started_at, h.expires_at, h.user_agent, h.address';
const PASSKEY_COLUMNS = `h.id, h.public_key, h.counter, h.transports, h.label, h.backed_up, h.create_time,
  h.last_use_time`;
const KEYS = `SELECT k.id, k.label, a.id AS account_id, k.permissions, k.create_time, k.expire_time, k.last_use_time
  FROM rollcall.admin_keys k LEFT JOIN rollcall.accounts a ON a.number = k.account`;
const NUMBER = '(SELECT number FROM rollcall.accounts WHERE id = $1)';

/** The statements that identities are read by, for the reader and for whoever looks at their plans. */
export const IDENTITY_STATEMENTS = {
  principal: prepared(
    'principal',
    `SELECT h.account, ${PRINCIPAL_COLUMNS} FROM (SELECT CASE WHEN $1::text IS NULL THEN ${DEPLOYMENT}
      ELSE ${NUMBER} END AS account, $2::text AS holder) h ${HOLDERS}`,
  ),
  operators: prepared('operators', 'SELECT id, name, create_time FROM rollcall.operators ORDER BY create_time, id'),
  invite: prepared(
    'invite',
    `SELECT h.account, h.holder, ${PRINCIPAL_COLUMNS} FROM rollcall.invites h ${HOLDERS}
      WHERE h.hash = $1 AND h.expires_at > $2`,
  ),
  passkey: prepared(
    'passkey',
    `SELECT h.account, h.holder, ${PASSKEY_COLUMNS}, a.id AS account_id FROM rollcall.passkeys h
      LEFT JOIN rollcall.accounts a ON a.number = h.account WHERE h.id = $1`,
  ),
  passkeys: prepared(
    'passkeys',
    `SELECT ${PASSKEY_COLUMNS} FROM rollcall.passkeys h WHERE h.account = $1 AND h.holder = $2
      ORDER BY h.create_time, h.id`,
  ),
  session: prepared(
    'session',
    `SELECT ${SESSION_COLUMNS}, ${PRINCIPAL_COLUMNS} FROM rollcall.sessions h ${HOLDERS}
      WHERE h.hash = $1 AND h.expires_at > $2`,
  ),
  sessions: prepared(
    'sessions',
    `SELECT ${SESSION_COLUMNS} FROM rollcall.sessions h
      WHERE h.account = $1 AND h.holder = $2 AND h.expires_at > $3 ORDER BY h.started_at DESC, h.id DESC`,
  ),
  adminKey: prepared('admin_key', `${KEYS} WHERE k.hash = $1`),
  adminKeys: prepared(
    'admin_keys',
    `${KEYS} WHERE k.account = CASE WHEN $1::text IS NULL THEN ${DEPLOYMENT} ELSE ${NUMBER} END
      ORDER BY k.create_time, k.id`,
  ),
  singleSignOn: prepared(
    'single_sign_on',
    `SELECT issuer, client_id, sealed_client_secret FROM rollcall.single_sign_on WHERE account = ${NUMBER}`,
  ),
} as const;

/** Asks for the first row, in a transaction or without one. */
export type AskOne = (statement: Statement, ...values: readonly Value[]) => Promise<Row | undefined>;

export async function findHolder(ask: AskOne, id: PrincipalId): Promise<Holder | undefined> {
  const [accountId, holder] = id.kind === 'person' ? [id.accountId, id.userId] : [null, id.operatorId];
  const row = await ask(IDENTITY_STATEMENTS.principal, accountId, holder);
  return row === undefined ? undefined : holderFrom(row, holder, personFrom);
}

/** Whose invitation it is. Whoever may not sign in cannot accept it. @param now milliseconds since the Unix epoch */
export async function findInvited(ask: AskOne, hash: CredentialHash, now: number): Promise<Holder | undefined> {
  const row = await ask(IDENTITY_STATEMENTS.invite, hashBytes(hash), now);
  const found = row && holderFrom(row, text(row, 'holder'), personFrom);
  return found !== undefined && maySignIn(found.principal) ? found : undefined;
}

export async function listOperators(database: Database): Promise<readonly Operator[]> {
  return (await database.readAll(IDENTITY_STATEMENTS.operators)).map(operatorFrom);
}

export async function findPasskey(
  database: Database,
  credentialId: string,
): Promise<{ readonly passkey: Passkey; readonly principal: PrincipalId } | undefined> {
  const row = await database.read(IDENTITY_STATEMENTS.passkey, credentialId);
  return row === undefined ? undefined : { passkey: passkeyFrom(row), principal: principalIdFrom(row) };
}

export async function listPasskeys(database: Database, principal: PrincipalId): Promise<readonly Passkey[]> {
  const found = await findHolder(asking(database), principal);
  if (found === undefined) return [];
  return (await database.readAll(IDENTITY_STATEMENTS.passkeys, found.account, found.holder)).map(passkeyFrom);
}

/** @param now milliseconds since the Unix epoch */
export async function findSession(
  database: Database,
  hash: CredentialHash,
  now: number,
): Promise<{ readonly session: Session; readonly principal: Principal } | undefined> {
  const row = await database.read(IDENTITY_STATEMENTS.session, hashBytes(hash), now);
  const principal = row && principalFrom(row, personFrom);
  if (row === undefined || principal === undefined || !maySignIn(principal)) return undefined;
  return { session: sessionFrom(row), principal };
}

/** @param now milliseconds since the Unix epoch */
export async function listSessions(
  database: Database,
  principal: PrincipalId,
  now: number,
): Promise<readonly Session[]> {
  const found = await findHolder(asking(database), principal);
  if (found === undefined) return [];
  const { account, holder } = found;
  return (await database.readAll(IDENTITY_STATEMENTS.sessions, account, holder, now)).map(sessionFrom);
}

/** @param now milliseconds since the Unix epoch */
export async function findAdminKey(
  database: Database,
  hash: CredentialHash,
  now: number,
): Promise<AdminKey | undefined> {
  const row = await database.read(IDENTITY_STATEMENTS.adminKey, hashBytes(hash));
  const key = row && adminKeyFrom(row);
  return key !== undefined && (key.expireTime === undefined || Date.parse(key.expireTime) > now) ? key : undefined;
}

export async function listAdminKeys(database: Database, accountId: string | undefined): Promise<readonly AdminKey[]> {
  return (await database.readAll(IDENTITY_STATEMENTS.adminKeys, accountId ?? null)).map(adminKeyFrom);
}

export async function findSingleSignOn(database: Database, accountId: string): Promise<SingleSignOn | undefined> {
  const row = await database.read(IDENTITY_STATEMENTS.singleSignOn, accountId);
  return row === undefined ? undefined : singleSignOnFrom(row);
}

/** Outside of a transaction. */
export function asking(database: Database): AskOne {
  return (statement, ...values) => database.read(statement, ...values);
}
