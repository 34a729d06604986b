import type { ChangeContext } from '../../../../domain/audit.ts';
import { toTimestamp } from '../../../../domain/clock.ts';
import { maySignIn, type PrincipalId, principalIdOf } from '../../../../domain/principal.ts';
import { hashBytes } from '../../../application-row.ts';
import { passkeyTaken, principalEntry } from '../../../identity-entry.ts';
import type { Holder } from '../../../identity-rows.ts';
import type { NewInvite, NewPasskey, NewSession } from '../../../identity-verbs.ts';
import { text } from '../../../row.ts';
import type { CredentialHash } from '../../../storage.ts';
import type { Database, Transaction } from '../../database.ts';
import { findInvited } from '../../read/identity-reader.ts';
import { plain } from '../../statement.ts';
import { lockHolder, note } from './locked-holder.ts';
import { writeSession } from './sessions.ts';

const INVITE = plain('INSERT INTO rollcall.invites (hash, account, holder, expires_at) VALUES ($1, $2, $3, $4)');
const USE_UP = plain('DELETE FROM rollcall.invites WHERE hash = $1 AND expires_at > $2 RETURNING 1 AS used');
const INSERT = plain(`INSERT INTO rollcall.passkeys
    (id, account, holder, public_key, counter, transports, label, backed_up, create_time)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1 AS added`);
const DELETE = plain('DELETE FROM rollcall.passkeys WHERE id = $1 AND account = $2 AND holder = $3 RETURNING label');

export function createInvite(database: Database, invite: NewInvite, context: ChangeContext): Promise<boolean> {
  const { hash, principal, expiresAt } = invite;
  return database.transaction(async (transaction) => {
    const found = await lockHolder(transaction, principal);
    if (found === undefined) return false;
    await transaction.one(INVITE, hashBytes(hash), found.account, found.holder, expiresAt);
    const detail = { expire_time: toTimestamp(expiresAt) };
    await note(transaction, principalEntry('invite.created', principal, detail), context);
    return true;
  });
}

export function acceptInvite(
  database: Database,
  hash: CredentialHash,
  passkey: NewPasskey,
  session: NewSession,
  context: ChangeContext,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const invited = await findInvited((...question) => transaction.one(...question), hash, context.at);
    if (invited === undefined) return false;
    const principal = principalIdOf(invited.principal);
    const found = await lockHolder(transaction, principal);
    if (found === undefined || !maySignIn(found.principal)) return false;
    // Of two at once, the second waits here and finds nothing.
    if ((await transaction.one(USE_UP, hashBytes(hash), context.at)) === undefined) return false;
    await writePasskey(transaction, found, passkey, context);
    await writeSession(transaction, found, session);
    await note(transaction, principalEntry('passkey.added', principal, { label: passkey.label }), context);
    await note(transaction, principalEntry('session.started', principal, { method: session.method }), context);
    return true;
  });
}

export function addPasskey(
  database: Database,
  principal: PrincipalId,
  passkey: NewPasskey,
  context: ChangeContext,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const found = await lockHolder(transaction, principal);
    if (found === undefined || !maySignIn(found.principal)) return false;
    await writePasskey(transaction, found, passkey, context);
    await note(transaction, principalEntry('passkey.added', principal, { label: passkey.label }), context);
    return true;
  });
}

export function removePasskey(
  database: Database,
  principal: PrincipalId,
  credentialId: string,
  context: ChangeContext,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const found = await lockHolder(transaction, principal);
    const removed = found && (await transaction.one(DELETE, credentialId, found.account, found.holder));
    if (removed === undefined) return false;
    const detail = { label: text(removed, 'label') };
    await note(transaction, principalEntry('passkey.removed', principal, detail), context);
    return true;
  });
}

async function writePasskey(
  transaction: Transaction,
  { account, holder }: Holder,
  { id, publicKey, counter, transports, label, backedUp }: NewPasskey,
  context: ChangeContext,
): Promise<void> {
  const values = [id, account, holder, publicKey, counter, transports.join(' '), label, backedUp] as const;
  const added = await transaction.one(INSERT, ...values, toTimestamp(context.at));
  if (added === undefined) throw passkeyTaken();
}
