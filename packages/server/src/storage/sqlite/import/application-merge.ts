import { toTimestamp } from '../../../domain/clock.ts';
import type { StagedApplication } from '../../import-rules/application-rules.ts';
import type { Database } from '../database.ts';
import { deleteSecrets, insertSecret } from '../write/secret-rows.ts';

const INSERT = `INSERT INTO applications
  (client_id, account, name, description, redirect_url, scopes, create_time)
  SELECT ?1, number, ?3, ?4, ?5, ?6, ?7 FROM accounts WHERE id = ?2`;
const UPDATE = `UPDATE applications SET name = ?2, description = ?3, redirect_url = ?4, scopes = ?5
  WHERE client_id = ?1`;

/** Writes what the file says of an application. @param at ms: when a new one, or a new secret, was made */
export function mergeApplication(database: Database, staged: StagedApplication, at: number): void {
  const { application, change } = staged;
  const { clientId, accountId, name, description, redirectUrl } = application;
  const scopes = application.scopes.join(' ');
  if (change === 'created') {
    database.run(INSERT, clientId, accountId, name, description, redirectUrl, scopes, toTimestamp(at));
  } else if (change === 'updated') {
    database.run(UPDATE, clientId, name, description, redirectUrl, scopes);
  }
  if (!staged.takesSecret) return;
  deleteSecrets(database, clientId);
  insertSecret(database, clientId, application.secret, at);
}
