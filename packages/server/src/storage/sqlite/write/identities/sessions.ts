import { toTimestamp } from '../../../../domain/clock.ts';
import { maySignIn } from '../../../../domain/principal.ts';
import { hashBytes } from '../../../application-row.ts';
import { principalEntry } from '../../../identity-entry.ts';
import type { Holder } from '../../../identity-rows.ts';
import type { NewSession } from '../../../identity-verbs.ts';
import { integer, text } from '../../../row.ts';
import type { Database } from '../../database.ts';
import { findHolder } from '../../read/identity-reader.ts';
import { writeAudit } from '../audit-entry.ts';
import type { Verbs } from '../intentions.ts';
import type { Transaction } from '../transaction.ts';
import { signOut } from './sign-out.ts';

const INSERT = `INSERT INTO sessions (hash, id, account, holder, method, authenticated_at, started_at, expires_at,
  user_agent, address) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`;
const REPLACE = 'DELETE FROM sessions WHERE hash = ?1 RETURNING account, holder, expires_at';
const END = 'DELETE FROM sessions WHERE id = ?1 AND account = ?2 AND holder = ?3 AND expires_at > ?4';
const USE_PASSKEY = `UPDATE passkeys SET counter = ?4, last_use_time = ?5
  WHERE id = ?1 AND account = ?2 AND holder = ?3`;
const SPEND = 'INSERT INTO spent (hash, expires_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING';
/** By expiry, a bounded number at a time. */
export const SWEEP_STATEMENTS = {
  sweepSessions: sweepSql('sessions'),
  sweepInvites: sweepSql('invites'),
  sweepSpent: sweepSql('spent'),
} as const;

export function startSession(
  { database }: Transaction,
  { principal, session, more, context }: Verbs['startSession']['input'],
): boolean {
  const found = findHolder(database, principal);
  if (found === undefined || !maySignIn(found.principal)) return false;
  const { account, holder } = found;
  if (more.passkey !== undefined) {
    const { id, counter } = more.passkey;
    if (database.run(USE_PASSKEY, id, account, holder, counter, toTimestamp(context.at)) === 0) return false;
  }
  const replaced = more.replaces === undefined ? undefined : database.one(REPLACE, hashBytes(more.replaces));
  const isRenewed =
    replaced !== undefined &&
    integer(replaced, 'account') === account &&
    text(replaced, 'holder') === holder &&
    integer(replaced, 'expires_at') > context.at;
  writeSession(database, found, session);
  const action = isRenewed ? 'session.renewed' : 'session.started';
  writeAudit(database, principalEntry(action, principal, { method: session.method }), context);
  return true;
}

export function endSession(
  { database }: Transaction,
  { principal, sessionId, context }: Verbs['endSession']['input'],
): boolean {
  const found = findHolder(database, principal);
  if (found === undefined || database.run(END, sessionId, found.account, found.holder, context.at) === 0) return false;
  writeAudit(database, principalEntry('session.ended', principal), context);
  return true;
}

export function endSessions({ database }: Transaction, { principal, context }: Verbs['endSessions']['input']): number {
  const found = findHolder(database, principal);
  const ended = found === undefined ? 0 : signOut(database, found.account, found.holder);
  if (ended > 0) writeAudit(database, principalEntry('session.ended', principal, { sessions: ended }), context);
  return ended;
}

export function spend({ database }: Transaction, { hash, expiresAt }: Verbs['spend']['input']): boolean {
  return database.run(SPEND, hashBytes(hash), expiresAt) === 1;
}

/** One chunk of a sweep of each table. How many rows. */
export function sweepSignIns({ database }: Transaction, { before, limit }: Verbs['sweepSignIns']['input']): number {
  return Object.values(SWEEP_STATEMENTS).reduce((swept, sql) => swept + database.run(sql, before, limit), 0);
}

function sweepSql(table: string): string {
  return `DELETE FROM ${table} WHERE hash IN
    (SELECT hash FROM ${table} WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)`;
}

export function writeSession(database: Database, { account, holder }: Holder, session: NewSession): void {
  const { hash, id, method, authenticatedAt, startedAt, expiresAt, userAgent, address } = session;
  const times = [authenticatedAt, startedAt, expiresAt] as const;
  database.run(INSERT, hashBytes(hash), id, account, holder, method, ...times, userAgent ?? null, address ?? null);
}
