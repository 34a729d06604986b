import type { ChangeContext } from '../../../../domain/audit.ts';
import { toTimestamp } from '../../../../domain/clock.ts';
import { hashBytes } from '../../../application-row.ts';
import { adminKeyEntry } from '../../../identity-entry.ts';
import { DEPLOYMENT } from '../../../identity-rows.ts';
import type { KeyUse, NewAdminKey } from '../../../identity-verbs.ts';
import { text } from '../../../row.ts';
import type { Database } from '../../database.ts';
import { plain } from '../../statement.ts';
import { note } from './locked-holder.ts';

/** A row with the number, or none. $1 account, or null for the deployment. */
const NUMBER = `SELECT ${DEPLOYMENT} AS number WHERE $1::text IS NULL
  UNION ALL SELECT number FROM rollcall.accounts WHERE id = $1`;
const INSERT = plain(`INSERT INTO rollcall.admin_keys
    (account, id, hash, label, permissions, create_time, expire_time)
  SELECT number, $2, $3, $4, $5, $6, $7 FROM (${NUMBER}) AS account RETURNING 1 AS made`);
const DELETE = plain(`DELETE FROM rollcall.admin_keys WHERE id = $2 AND account = (${NUMBER}) RETURNING label`);
// In one order, so that servers that write at the same time wait for each other and not in a circle.
const USED = plain(`WITH used AS MATERIALIZED (
    SELECT k.id, g.last_use_time FROM (SELECT id, max(last_use_time) AS last_use_time
      FROM unnest($1::text[], $2::text[]) AS g (id, last_use_time) GROUP BY id) AS g
    JOIN rollcall.admin_keys k ON k.id = g.id ORDER BY k.id FOR UPDATE OF k)
  UPDATE rollcall.admin_keys k SET last_use_time = greatest(k.last_use_time, used.last_use_time)
  FROM used WHERE k.id = used.id`);

export function createAdminKey(database: Database, key: NewAdminKey, context: ChangeContext): Promise<boolean> {
  const { id, hash, accountId = null, label, permissions, expireTime = null } = key;
  return database.transaction(async (transaction) => {
    const values = [accountId, id, hashBytes(hash), label, permissions.join(' '), toTimestamp(context.at), expireTime];
    if ((await transaction.one(INSERT, ...values)) === undefined) return false;
    await note(transaction, adminKeyEntry('admin_key.created', key), context);
    return true;
  });
}

export async function recordKeyUses(database: Database, uses: readonly KeyUse[]): Promise<void> {
  if (uses.length === 0) return;
  const times = uses.map(({ lastAt }) => toTimestamp(lastAt));
  await database.write(
    USED,
    uses.map(({ id }) => id),
    times,
  );
}

export function deleteAdminKey(
  database: Database,
  id: string,
  accountId: string | undefined,
  context: ChangeContext,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const deleted = await transaction.one(DELETE, accountId ?? null, id);
    if (deleted === undefined) return false;
    const key = { id, accountId, label: text(deleted, 'label') };
    await note(transaction, adminKeyEntry('admin_key.deleted', key), context);
    return true;
  });
}
