import type { AuditAction, AuditRecord, ChangeContext } from '../../../domain/audit.ts';
import { secretDetail } from '../../application-entry.ts';
import { MAX_SECRETS, type NewSecret } from '../../application-verbs.ts';
import { integer, type Row, text } from '../../row.ts';
import type { Database, Transaction } from '../database.ts';
import { plain } from '../statement.ts';
import { circumstances, detailText } from './audit-entry.ts';
import { APPEND_AUDIT } from './housekeeping.ts';
import { DELETE_SECRETS, INSERT_SECRET, secretValues } from './secret-rows.ts';

// Whoever changes secrets of one application comes one after the other: nobody adds one too many.
const LOCK = plain(`SELECT p.number, a.id AS account_id FROM rollcall.applications p
  JOIN rollcall.accounts a ON a.number = p.account WHERE p.client_id = $1 FOR NO KEY UPDATE OF p`);
const COUNT_LIVE = plain(`SELECT count(*) AS secrets FROM rollcall.application_secrets
  WHERE application = $1 AND (expires_at IS NULL OR expires_at > $2)`);
const END = plain(`UPDATE rollcall.application_secrets SET expires_at = $2
  WHERE application = $1 AND (expires_at IS NULL OR expires_at > $2)`);
const REVOKE = plain(`DELETE FROM rollcall.application_secrets WHERE application = $1 AND id = $2 RETURNING label`);
const REVOKE_TOKENS = plain(`WITH dead AS (DELETE FROM rollcall.tokens WHERE application = $1 RETURNING expires_at)
  SELECT count(*) FILTER (WHERE expires_at > $2) AS tokens FROM dead`);

export const SECRET_CHANGES = {
  LOCK,
  COUNT_LIVE,
  END,
  REVOKE_SECRET: REVOKE,
  REVOKE_TOKENS,
  INSERT_SECRET,
  DELETE_SECRETS,
};

export function addSecret(
  database: Database,
  clientId: string,
  secret: NewSecret,
  context: ChangeContext,
): Promise<'added' | 'application_not_found' | 'too_many'> {
  return database.transaction(async (transaction) => {
    const application = await transaction.one(LOCK, clientId);
    if (application === undefined) return 'application_not_found';
    if (await isFull(transaction, application, context.at)) return 'too_many';
    await transaction.one(INSERT_SECRET, ...secretValues(clientId, secret, context.at));
    const entry = entryOf(application, clientId, 'application.secret_added', secretDetail(secret));
    await transaction.one(APPEND_AUDIT, ...entry, ...circumstances(context));
    return 'added';
  });
}

export function rotateSecret(
  database: Database,
  { clientId, secret, keepOthersUntil }: { clientId: string; secret: NewSecret; keepOthersUntil: number | undefined },
  context: ChangeContext,
): Promise<'rotated' | 'application_not_found' | 'too_many'> {
  return database.transaction(async (transaction) => {
    const application = await transaction.one(LOCK, clientId);
    if (application === undefined) return 'application_not_found';
    const until = keepOthersUntil !== undefined && keepOthersUntil > context.at ? keepOthersUntil : undefined;
    if (until !== undefined && (await isFull(transaction, application, context.at))) return 'too_many';
    if (until === undefined) await transaction.one(DELETE_SECRETS, clientId);
    else await transaction.one(END, integer(application, 'number'), until);
    await transaction.one(INSERT_SECRET, ...secretValues(clientId, secret, context.at));
    const entry = entryOf(application, clientId, 'application.secret_rotated', secretDetail(secret, until));
    await transaction.one(APPEND_AUDIT, ...entry, ...circumstances(context));
    return 'rotated';
  });
}

export function revokeSecret(
  database: Database,
  clientId: string,
  secretId: string,
  context: ChangeContext,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const application = await transaction.one(LOCK, clientId);
    if (application === undefined) return false;
    const revoked = await transaction.one(REVOKE, integer(application, 'number'), secretId);
    if (revoked === undefined) return false;
    const detail = secretDetail({ id: secretId, label: text(revoked, 'label') });
    const entry = entryOf(application, clientId, 'application.secret_revoked', detail);
    await transaction.one(APPEND_AUDIT, ...entry, ...circumstances(context));
    return true;
  });
}

export function revokeTokens(
  database: Database,
  clientId: string,
  context: ChangeContext,
): Promise<number | undefined> {
  return database.transaction(async (transaction) => {
    const application = await transaction.one(LOCK, clientId);
    if (application === undefined) return undefined;
    const dead = await transaction.one(REVOKE_TOKENS, integer(application, 'number'), context.at);
    const tokens = dead === undefined ? 0 : integer(dead, 'tokens');
    const entry = entryOf(application, clientId, 'application.tokens_revoked', { tokens });
    await transaction.one(APPEND_AUDIT, ...entry, ...circumstances(context));
    return tokens;
  });
}

async function isFull(transaction: Transaction, application: Row, at: number): Promise<boolean> {
  const live = await transaction.one(COUNT_LIVE, integer(application, 'number'), at);
  return live !== undefined && integer(live, 'secrets') >= MAX_SECRETS;
}

/** The first values of `APPEND_AUDIT`. */
function entryOf(application: Row, clientId: string, action: AuditAction, detail: AuditRecord['detail']) {
  return [action, 'success', null, text(application, 'account_id'), clientId, detailText(detail)] as const;
}
