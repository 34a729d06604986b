import { toTimestamp } from '../../../../domain/clock.ts';
import { maySignIn, type PrincipalId, principalIdOf } from '../../../../domain/principal.ts';
import { hashBytes } from '../../../application-row.ts';
import { passkeyTaken, principalEntry } from '../../../identity-entry.ts';
import type { Holder } from '../../../identity-rows.ts';
import type { NewPasskey } from '../../../identity-verbs.ts';
import { text } from '../../../row.ts';
import type { Database } from '../../database.ts';
import { findHolder, findInvited } from '../../read/identity-reader.ts';
import { writeAudit } from '../audit-entry.ts';
import type { Verbs } from '../intentions.ts';
import type { Transaction } from '../transaction.ts';
import { writeSession } from './sessions.ts';

const INVITE = 'INSERT INTO invites (hash, account, holder, expires_at) VALUES (?1, ?2, ?3, ?4)';
const USE_UP = 'DELETE FROM invites WHERE hash = ?1';
const INSERT = `INSERT INTO passkeys (id, account, holder, public_key, counter, transports, label, backed_up, create_time)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING`;
const DELETE = 'DELETE FROM passkeys WHERE id = ?1 AND account = ?2 AND holder = ?3 RETURNING label';

export function createInvite({ database }: Transaction, { invite, context }: Verbs['createInvite']['input']): boolean {
  const { hash, principal, expiresAt } = invite;
  const found = findHolder(database, principal);
  if (found === undefined) return false;
  database.run(INVITE, hashBytes(hash), found.account, found.holder, expiresAt);
  const detail = { expire_time: toTimestamp(expiresAt) };
  writeAudit(database, principalEntry('invite.created', principal, detail), context);
  return true;
}

export function acceptInvite({ database }: Transaction, input: Verbs['acceptInvite']['input']): boolean {
  const { hash, passkey, session, context } = input;
  const invited = findInvited(database, hash, context.at);
  if (invited === undefined) return false;
  database.run(USE_UP, hashBytes(hash));
  const principal = principalIdOf(invited.principal);
  writePasskey(database, invited, passkey, principal, context);
  writeSession(database, invited, session);
  writeAudit(database, principalEntry('session.started', principal, { method: session.method }), context);
  return true;
}

export function addPasskey(
  { database }: Transaction,
  { principal, passkey, context }: Verbs['addPasskey']['input'],
): boolean {
  const found = findHolder(database, principal);
  if (found === undefined || !maySignIn(found.principal)) return false;
  writePasskey(database, found, passkey, principal, context);
  return true;
}

export function removePasskey(
  { database }: Transaction,
  { principal, credentialId, context }: Verbs['removePasskey']['input'],
): boolean {
  const found = findHolder(database, principal);
  const removed = found && database.one(DELETE, credentialId, found.account, found.holder);
  if (removed === undefined) return false;
  writeAudit(database, principalEntry('passkey.removed', principal, { label: text(removed, 'label') }), context);
  return true;
}

function writePasskey(
  database: Database,
  { account, holder }: Holder,
  passkey: NewPasskey,
  principal: PrincipalId,
  context: Verbs['addPasskey']['input']['context'],
): void {
  const { id, publicKey, counter, transports, label, backedUp } = passkey;
  const features = [counter, transports.join(' '), label, backedUp ? 1 : 0] as const;
  const added = database.run(INSERT, id, account, holder, publicKey, ...features, toTimestamp(context.at));
  if (added === 0) throw passkeyTaken();
  writeAudit(database, principalEntry('passkey.added', principal, { label }), context);
}
