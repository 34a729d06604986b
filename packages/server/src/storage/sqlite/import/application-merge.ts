import { hashBytes } from '../../application-row.ts';
import type { StagedApplication } from '../../import-rules/application-rules.ts';
import type { Database } from '../database.ts';

const INSERT = `INSERT INTO applications
  (client_id, account, name, description, redirect_url, scopes, secret_hash, create_time)
  SELECT ?1, number, ?3, ?4, ?5, ?6, ?7, ?8 FROM accounts WHERE id = ?2`;
const UPDATE = `UPDATE applications SET name = ?2, description = ?3, redirect_url = ?4, scopes = ?5, secret_hash = ?6
  WHERE client_id = ?1`;

/** Writes what the file says of an application. @param createTime of a new one, RFC 3339 */
export function mergeApplication(database: Database, staged: StagedApplication, createTime: string): void {
  const { application, change } = staged;
  const { clientId, accountId, name, description, redirectUrl } = application;
  const scopes = application.scopes.join(' ');
  const hash = hashBytes(application.secretHash);
  if (change === 'created') {
    database.run(INSERT, clientId, accountId, name, description, redirectUrl, scopes, hash, createTime);
  } else if (change === 'updated') {
    database.run(UPDATE, clientId, name, description, redirectUrl, scopes, hash);
  }
}
