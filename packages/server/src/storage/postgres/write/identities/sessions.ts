import type { ChangeContext } from '../../../../domain/audit.ts';
import { toTimestamp } from '../../../../domain/clock.ts';
import { maySignIn, type PrincipalId } from '../../../../domain/principal.ts';
import { hashBytes } from '../../../application-row.ts';
import { principalEntry } from '../../../identity-entry.ts';
import type { Holder } from '../../../identity-rows.ts';
import type { NewSession, SessionStart } from '../../../identity-verbs.ts';
import { integer, type Row, text } from '../../../row.ts';
import type { CredentialHash } from '../../../storage.ts';
import type { Database, Transaction } from '../../database.ts';
import { plain, prepared, type Statement } from '../../statement.ts';
import { lockHolder, note } from './locked-holder.ts';

const INSERT = plain(`INSERT INTO rollcall.sessions
    (hash, id, account, holder, method, authenticated_at, started_at, expires_at, user_agent, address)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);
const REPLACE = plain('DELETE FROM rollcall.sessions WHERE hash = $1 RETURNING account, holder, expires_at');
const USE_PASSKEY = plain(`UPDATE rollcall.passkeys SET counter = $4, last_use_time = $5
  WHERE id = $1 AND account = $2 AND holder = $3 RETURNING 1 AS used`);
const END = plain(`DELETE FROM rollcall.sessions WHERE id = $1 AND account = $2 AND holder = $3 AND expires_at > $4
  RETURNING 1 AS ended`);
const END_ALL = plain('DELETE FROM rollcall.sessions WHERE account = $1 AND holder = $2 RETURNING 1 AS ended');
const SPEND = prepared(
  'spend',
  'INSERT INTO rollcall.spent (hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1 AS spent',
);
/** Those that another server sweeps at the same time are its own. */
export const SWEEP_STATEMENTS = {
  sweepSessions: sweepOf('sessions'),
  sweepInvites: sweepOf('invites'),
  sweepSpent: sweepOf('spent'),
} as const;
/** Rows removed in one go. */
const SWEEP_CHUNK = 1000;

export function startSession(
  database: Database,
  principal: PrincipalId,
  session: NewSession,
  { passkey, replaces }: SessionStart,
  context: ChangeContext,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const found = await lockHolder(transaction, principal);
    if (found === undefined || !maySignIn(found.principal)) return false;
    if (passkey !== undefined) {
      const { account, holder } = found;
      const values = [passkey.id, account, holder, passkey.counter, toTimestamp(context.at)] as const;
      if ((await transaction.one(USE_PASSKEY, ...values)) === undefined) return false;
    }
    const replaced = replaces === undefined ? undefined : await transaction.one(REPLACE, hashBytes(replaces));
    await writeSession(transaction, found, session);
    const action = isLivingOf(replaced, found, context) ? 'session.renewed' : 'session.started';
    await note(transaction, principalEntry(action, principal, { method: session.method }), context);
    return true;
  });
}

export function endSession(
  database: Database,
  principal: PrincipalId,
  sessionId: string,
  context: ChangeContext,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const found = await lockHolder(transaction, principal);
    const ended = found && (await transaction.one(END, sessionId, found.account, found.holder, context.at));
    if (ended === undefined) return false;
    await note(transaction, principalEntry('session.ended', principal), context);
    return true;
  });
}

export function endSessions(database: Database, principal: PrincipalId, context: ChangeContext): Promise<number> {
  return database.transaction(async (transaction) => {
    const found = await lockHolder(transaction, principal);
    if (found === undefined) return 0;
    const { length: sessions } = await transaction.all(END_ALL, found.account, found.holder);
    if (sessions > 0) await note(transaction, principalEntry('session.ended', principal, { sessions }), context);
    return sessions;
  });
}

export async function spend(database: Database, hash: CredentialHash, expiresAt: number): Promise<boolean> {
  return (await database.write(SPEND, hashBytes(hash), expiresAt)) !== undefined;
}

/** Removes what expired before. @param before milliseconds since the Unix epoch */
export async function sweepSignIns(database: Database, before: number): Promise<void> {
  for (const statement of Object.values(SWEEP_STATEMENTS)) {
    for (let done = SWEEP_CHUNK; done === SWEEP_CHUNK; ) {
      const row = await database.write(statement, before, SWEEP_CHUNK);
      done = row === undefined ? 0 : integer(row, 'done');
    }
  }
}

function sweepOf(table: string): Statement {
  return prepared(
    `sweep_${table}`,
    `WITH swept AS (DELETE FROM rollcall.${table} WHERE hash IN (
        SELECT hash FROM rollcall.${table} WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING 1)
    SELECT count(*) AS done FROM swept`,
  );
}

/** The holder is locked. */
export async function writeSession(
  transaction: Transaction,
  { account, holder }: Holder,
  session: NewSession,
): Promise<void> {
  const { hash, id, method, authenticatedAt, startedAt, expiresAt, userAgent, address } = session;
  const times = [authenticatedAt, startedAt, expiresAt] as const;
  const from = [userAgent ?? null, address ?? null] as const;
  await transaction.one(INSERT, hashBytes(hash), id, account, holder, method, ...times, ...from);
}

function isLivingOf(session: Row | undefined, { account, holder }: Holder, { at }: ChangeContext): boolean {
  if (session === undefined || integer(session, 'expires_at') <= at) return false;
  return integer(session, 'account') === account && text(session, 'holder') === holder;
}
