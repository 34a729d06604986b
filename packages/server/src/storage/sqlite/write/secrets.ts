import { secretDetail } from '../../application-entry.ts';
import { MAX_SECRETS } from '../../application-verbs.ts';
import { text } from '../../row.ts';
import type { StoredApplication } from '../../storage.ts';
import { find, settle } from './applications.ts';
import { success, writeAudit } from './audit-entry.ts';
import type { Verbs } from './intentions.ts';
import { deleteSecrets, insertSecret } from './secret-rows.ts';
import type { Transaction } from './transaction.ts';

const OF_APPLICATION = 'application = (SELECT number FROM applications WHERE client_id = ?1)';
const END = `UPDATE application_secrets SET expires_at = ?2
  WHERE ${OF_APPLICATION} AND (expires_at IS NULL OR expires_at > ?2)`;
const REVOKE = `DELETE FROM application_secrets WHERE ${OF_APPLICATION} AND id = ?2 RETURNING label`;

export function addSecret(
  transaction: Transaction,
  { clientId, secret, context }: Verbs['addSecret']['input'],
): Verbs['addSecret']['output'] {
  const application = find(transaction, clientId);
  if (application === undefined) return 'application_not_found';
  if (isFull(application, context.at)) return 'too_many';
  insertSecret(transaction.database, clientId, secret, context.at);
  const record = success('application.secret_added', application.accountId, clientId);
  writeAudit(transaction.database, { ...record, detail: secretDetail(secret) }, context);
  settle(transaction, clientId);
  return 'added';
}

export function rotateSecret(
  transaction: Transaction,
  { clientId, secret, keepOthersUntil, context }: Verbs['rotateSecret']['input'],
): Verbs['rotateSecret']['output'] {
  const application = find(transaction, clientId);
  if (application === undefined) return 'application_not_found';
  const keep = keepOthersUntil !== undefined && keepOthersUntil > context.at;
  if (keep && isFull(application, context.at)) return 'too_many';
  const { database } = transaction;
  if (keep) database.run(END, clientId, keepOthersUntil);
  else deleteSecrets(database, clientId);
  insertSecret(database, clientId, secret, context.at);
  const record = success('application.secret_rotated', application.accountId, clientId);
  const detail = secretDetail(secret, keep ? keepOthersUntil : undefined);
  writeAudit(database, { ...record, detail }, context);
  settle(transaction, clientId);
  return 'rotated';
}

export function revokeSecret(
  transaction: Transaction,
  { clientId, secretId, context }: Verbs['revokeSecret']['input'],
): boolean {
  const application = find(transaction, clientId);
  const revoked = transaction.database.one(REVOKE, clientId, secretId);
  if (application === undefined || revoked === undefined) return false;
  const record = success('application.secret_revoked', application.accountId, clientId);
  const detail = secretDetail({ id: secretId, label: text(revoked, 'label') });
  writeAudit(transaction.database, { ...record, detail }, context);
  settle(transaction, clientId);
  return true;
}

function isFull({ secrets }: StoredApplication, at: number): boolean {
  return secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > at).length >= MAX_SECRETS;
}
