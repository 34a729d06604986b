import { USER_STATES } from '@rollcall/contract';
import { type Account, type Application, type Person, ROLES } from '../../../domain/directory.ts';
import { applicationFrom, hashBytes, storedApplicationFrom } from '../../application-row.ts';
import { accountFrom } from '../../directory-rows.ts';
import { integer, oneOf, type Row, text } from '../../row.ts';
import type { StoredApplication } from '../../storage.ts';
import type { Database } from '../database.ts';
import { APPLICATION_COLUMNS, FIND_APPLICATION } from '../stored-application.ts';
import type { TokenRow } from '../write/effects.ts';

const ACCOUNT_COLUMNS = 'id, name, provisioning, requests_per_minute, requests_per_hour, create_time';
const FIND_TOKEN = `SELECT p.client_id, t.issued_at, t.expires_at FROM tokens t
  JOIN applications p ON p.number = t.application WHERE t.hash = ?1`;
const LIST_APPLICATIONS = `SELECT ${APPLICATION_COLUMNS} FROM applications p JOIN accounts a ON a.number = p.account
  WHERE ?1 IS NULL OR a.id = ?1 ORDER BY a.create_time, a.id, p.create_time, p.client_id`;

export function findToken(database: Database, hash: string): TokenRow | undefined {
  const row = database.one(FIND_TOKEN, hashBytes(hash));
  if (row === undefined) return undefined;
  return {
    clientId: text(row, 'client_id'),
    issuedAt: integer(row, 'issued_at'),
    expiresAt: integer(row, 'expires_at'),
  };
}

export function findApplication(database: Database, clientId: string): StoredApplication | undefined {
  const row = database.one(FIND_APPLICATION, clientId);
  return row === undefined ? undefined : storedApplicationFrom(row);
}

/** By account, then age. */
export function listApplications(database: Database, accountId: string | undefined): readonly Application[] {
  return database.all(LIST_APPLICATIONS, accountId ?? null).map(applicationFrom);
}

export function findAccount(database: Database, accountId: string): Account | undefined {
  const row = database.one(`SELECT ${ACCOUNT_COLUMNS} FROM accounts WHERE id = ?1`, accountId);
  return row === undefined ? undefined : accountFrom(row);
}

/** Oldest first. */
export function listAccounts(database: Database): readonly Account[] {
  return database.all(`SELECT ${ACCOUNT_COLUMNS} FROM accounts ORDER BY create_time, id`).map(accountFrom);
}

export const PERSON_COLUMNS = 'id, email, display_name, state, create_time, role, externally_managed, security_group';

export function personFrom(row: Row): Person {
  return {
    id: text(row, 'id'),
    email: text(row, 'email'),
    displayName: text(row, 'display_name'),
    state: oneOf(row, 'state', USER_STATES),
    createTime: text(row, 'create_time'),
    role: oneOf(row, 'role', ROLES),
    externallyManaged: integer(row, 'externally_managed') === 1,
    securityGroup: integer(row, 'security_group') === 1,
  };
}
