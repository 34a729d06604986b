import { hashBytes } from '../../application-row.ts';
import type { NewSecret } from '../../application-verbs.ts';
import { plain, type Value } from '../statement.ts';

export const INSERT_SECRET = plain(`INSERT INTO rollcall.application_secrets
    (application, id, label, hash, expires_at, created_at)
  SELECT number, $2, $3, $4, $5, $6 FROM rollcall.applications WHERE client_id = $1`);

/** With who used them. */
export const DELETE_SECRETS = plain(`DELETE FROM rollcall.application_secrets s USING rollcall.applications p
  WHERE p.client_id = $1 AND s.application = p.number`);

/** The values of `INSERT_SECRET`. @param at milliseconds since the Unix epoch */
export function secretValues(clientId: string, { id, label, hash, expiresAt }: NewSecret, at: number): Value[] {
  return [clientId, id, label, hashBytes(hash), expiresAt ?? null, at];
}
