import { hashBytes } from '../../application-row.ts';
import type { NewSecret } from '../../application-verbs.ts';
import type { Database } from '../database.ts';

const INSERT = `INSERT INTO application_secrets (application, id, label, hash, created_at, expires_at)
  SELECT number, ?2, ?3, ?4, ?5, ?6 FROM applications WHERE client_id = ?1`;
const DELETE_ALL = `DELETE FROM application_secrets
  WHERE application = (SELECT number FROM applications WHERE client_id = ?1)`;

/** @param at milliseconds since the Unix epoch */
export function insertSecret(database: Database, clientId: string, secret: NewSecret, at: number): void {
  const { id, label, hash, expiresAt } = secret;
  database.run(INSERT, clientId, id, label, hashBytes(hash), at, expiresAt ?? null);
}

/** With who used them. */
export function deleteSecrets(database: Database, clientId: string): void {
  database.run(DELETE_ALL, clientId);
}
