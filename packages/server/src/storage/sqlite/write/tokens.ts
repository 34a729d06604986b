import { hashBytes } from '../../application-row.ts';
import { integer, text } from '../../row.ts';
import { success, writeAudit } from './audit-entry.ts';
import type { Verbs } from './intentions.ts';
import type { Transaction } from './transaction.ts';

const OWNER = `SELECT p.number, a.id AS account_id FROM applications p JOIN accounts a ON a.number = p.account
  WHERE p.client_id = ?1`;
const INSERT = 'INSERT INTO tokens (hash, application, issued_at, expires_at) VALUES (?1, ?2, ?3, ?4)';
const DELETE = 'DELETE FROM tokens WHERE hash = ?1 AND application = ?2 AND expires_at > ?3';
const COUNT_LIVING = 'SELECT count(*) AS tokens FROM tokens WHERE application = ?1 AND expires_at > ?2';
const SWEEP = `DELETE FROM tokens WHERE hash IN
  (SELECT hash FROM tokens WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)`;

export function issueToken(transaction: Transaction, input: Verbs['issueToken']['input']): boolean {
  const { hash, clientId, expiresAt, context } = input;
  const owner = transaction.database.one(OWNER, clientId);
  if (owner === undefined) return false;
  transaction.database.run(INSERT, hashBytes(hash), integer(owner, 'number'), context.at, expiresAt);
  writeAudit(transaction.database, success('token.issued', text(owner, 'account_id'), clientId), context);
  transaction.affect({ kind: 'token', hash, token: { clientId, issuedAt: context.at, expiresAt } });
  return true;
}

export function revokeToken(transaction: Transaction, input: Verbs['revokeToken']['input']): boolean {
  const { hash, clientId, context } = input;
  const owner = transaction.database.one(OWNER, clientId);
  if (owner === undefined) return false;
  const deleted = transaction.database.run(DELETE, hashBytes(hash), integer(owner, 'number'), context.at);
  if (deleted === 0) return false;
  writeAudit(transaction.database, success('token.revoked', text(owner, 'account_id'), clientId), context);
  transaction.affect({ kind: 'token', hash, token: undefined });
  return true;
}

export function revokeTokens(
  { database, affect }: Transaction,
  { clientId, context }: Verbs['revokeTokens']['input'],
): number | undefined {
  const owner = database.one(OWNER, clientId);
  if (owner === undefined) return undefined;
  const number = integer(owner, 'number');
  const living = database.one(COUNT_LIVING, number, context.at);
  const tokens = living === undefined ? 0 : integer(living, 'tokens');
  database.run('DELETE FROM tokens WHERE application = ?1', number);
  const record = success('application.tokens_revoked', text(owner, 'account_id'), clientId);
  writeAudit(database, { ...record, detail: { tokens } }, context);
  affect({ kind: 'tokens', clientId });
  return tokens;
}

/** One chunk of a sweep. The read model needs no word of it: it looks at the time itself. */
export function sweepTokens({ database }: Transaction, { before, limit }: Verbs['sweepTokens']['input']): number {
  return database.run(SWEEP, before, limit);
}
