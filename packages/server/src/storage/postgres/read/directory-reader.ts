import { USER_STATES } from '@rollcall/contract';
import { type Account, type Application, type Person, ROLES } from '../../../domain/directory.ts';
import { applicationFrom, callingApplicationFrom, hashBytes, storedApplicationFrom } from '../../application-row.ts';
import { accountFrom, userCountsFrom } from '../../directory-rows.ts';
import { integer, oneOf, type Row, text } from '../../row.ts';
import type { CredentialHash, StoredApplication, StoredToken } from '../../storage.ts';
import type { Database } from '../database.ts';
import { plain, prepared } from '../statement.ts';
import { APPLICATION_COLUMNS, SECRETS_COLUMN } from '../stored-application.ts';
import { fromJsonText } from '../user-json.ts';

const ACCOUNT_COLUMNS = 'id, name, provisioning, requests_per_minute, requests_per_hour, create_time';
const APPLICATIONS = 'rollcall.applications p JOIN rollcall.accounts a ON a.number = p.account';

export const FIND_TOKEN = prepared(
  'find_token',
  `SELECT t.issued_at, t.expires_at, ${APPLICATION_COLUMNS} FROM rollcall.tokens t
    JOIN rollcall.applications p ON p.number = t.application JOIN rollcall.accounts a ON a.number = p.account
    WHERE t.hash = $1 AND t.expires_at > $2`,
);
export const FIND_APPLICATION = prepared(
  'find_application',
  `SELECT ${APPLICATION_COLUMNS}, ${SECRETS_COLUMN} FROM ${APPLICATIONS} WHERE p.client_id = $1`,
);
const LIST_APPLICATIONS = plain(`SELECT ${APPLICATION_COLUMNS} FROM ${APPLICATIONS}
  WHERE $1::text IS NULL OR a.id = $1 ORDER BY a.create_time, a.id, p.create_time, p.client_id`);
export const FIND_ACCOUNT = plain(`SELECT ${ACCOUNT_COLUMNS} FROM rollcall.accounts WHERE id = $1`);
const LIST_ACCOUNTS = plain(`SELECT ${ACCOUNT_COLUMNS} FROM rollcall.accounts ORDER BY create_time, id`);
const COUNT_USERS = plain(`SELECT state, count(*) AS people FROM rollcall.users
  WHERE account = (SELECT number FROM rollcall.accounts WHERE id = $1) GROUP BY state`);

export async function findToken(
  database: Database,
  hash: CredentialHash,
  now: number,
): Promise<StoredToken | undefined> {
  const row = await database.read(FIND_TOKEN, hashBytes(hash), now);
  if (row === undefined) return undefined;
  return {
    application: callingApplicationFrom(row),
    issuedAt: integer(row, 'issued_at'),
    expiresAt: integer(row, 'expires_at'),
  };
}

export async function findApplication(database: Database, clientId: string): Promise<StoredApplication | undefined> {
  const row = await database.read(FIND_APPLICATION, clientId);
  return row === undefined ? undefined : storedApplicationFrom(row);
}

/** By account, then age. */
export async function listApplications(
  database: Database,
  accountId: string | undefined,
): Promise<readonly Application[]> {
  return (await database.readAll(LIST_APPLICATIONS, accountId ?? null)).map(applicationFrom);
}

export async function findAccount(database: Database, accountId: string): Promise<Account | undefined> {
  const row = await database.read(FIND_ACCOUNT, accountId);
  return row === undefined ? undefined : accountFrom(row);
}

/** Oldest first. */
export async function listAccounts(database: Database): Promise<readonly Account[]> {
  return (await database.readAll(LIST_ACCOUNTS)).map(accountFrom);
}

export async function countUsers(
  database: Database,
  accountId: string,
): Promise<{ readonly active: number; readonly suspended: number }> {
  return userCountsFrom(await database.readAll(COUNT_USERS, accountId));
}

export const PERSON_COLUMNS = 'id, email, display_name, state, create_time, role, externally_managed, security_group';

export function personFrom(row: Row): Person {
  return {
    id: text(row, 'id'),
    email: fromJsonText(text(row, 'email')),
    displayName: fromJsonText(text(row, 'display_name')),
    state: oneOf(row, 'state', USER_STATES),
    createTime: text(row, 'create_time'),
    role: oneOf(row, 'role', ROLES),
    externallyManaged: row.externally_managed === true,
    securityGroup: row.security_group === true,
  };
}
