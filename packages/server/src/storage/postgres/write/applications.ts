import type { AuditAction, ChangeContext } from '../../../domain/audit.ts';
import { toTimestamp } from '../../../domain/clock.ts';
import type { Application } from '../../../domain/directory.ts';
import { applicationFrom, hashBytes } from '../../application-row.ts';
import { integer } from '../../row.ts';
import { type ApplicationChanges, type NewApplication, StorageConflict } from '../../storage.ts';
import type { Database } from '../database.ts';
import { plain } from '../statement.ts';
import { APPLICATION_COLUMNS } from '../stored-application.ts';
import { auditSql, circumstances } from './audit-entry.ts';

/** The entry for the one row of `done`, which has the account's number. $1 is the client id. */
function note(action: AuditAction, first: number, detail = 'NULL'): string {
  const from = 'done JOIN rollcall.accounts a ON a.number = done.account';
  return auditSql(
    { action: `'${action}'`, outcome: "'success'", accountId: 'a.id', subject: '$1', detail, from },
    first,
  );
}

const CREATE = plain(`WITH done AS (
    INSERT INTO rollcall.applications AS p (client_id, account, name, description, redirect_url, scopes,
      requests_per_minute, requests_per_hour, create_time)
    SELECT $1, number, $3, $4, $5, $6, $7, $8, $9 FROM rollcall.accounts WHERE id = $2
    ON CONFLICT DO NOTHING RETURNING p.account, p.number),
  secret AS (INSERT INTO rollcall.application_secrets (application, id, label, hash, expires_at, created_at)
    SELECT number, $10, $11, $12, $13, $14::bigint FROM done),
  noted AS (${note('application.created', 14)})
  SELECT (SELECT count(*) FROM rollcall.accounts WHERE id = $2) AS accounts, (SELECT count(*) FROM done) AS made`);
const FIND_LOCKED = plain(`SELECT ${APPLICATION_COLUMNS} FROM rollcall.applications p
  JOIN rollcall.accounts a ON a.number = p.account WHERE p.client_id = $1 FOR UPDATE OF p`);
const UPDATE = plain(`WITH done AS (
    UPDATE rollcall.applications SET name = $2, description = $3, redirect_url = $4, scopes = $5,
      requests_per_minute = $6, requests_per_hour = $7 WHERE client_id = $1 RETURNING account),
  noted AS (${note('application.updated', 9, '$8')})
  SELECT count(*) AS done FROM done`);
// Its secrets and what was counted go with it by the foreign keys; its tokens belong to nobody from now on.
const DELETE = plain(`WITH done AS (DELETE FROM rollcall.applications WHERE client_id = $1 RETURNING account),
  noted AS (${note('application.deleted', 2)})
  SELECT count(*) AS done FROM done`);

export async function createApplication(
  database: Database,
  application: NewApplication,
  context: ChangeContext,
): Promise<Application | undefined> {
  const { secret, ...open } = application;
  const createTime = toTimestamp(context.at);
  const row = await database.write(
    CREATE,
    open.clientId,
    open.accountId,
    open.name,
    open.description,
    open.redirectUrl,
    open.scopes.join(' '),
    open.requestsPerMinute ?? null,
    open.requestsPerHour ?? null,
    createTime,
    secret.id,
    secret.label,
    hashBytes(secret.hash),
    secret.expiresAt ?? null,
    ...circumstances(context),
  );
  if (row === undefined || integer(row, 'accounts') === 0) return undefined;
  if (integer(row, 'made') === 0) {
    throw new StorageConflict(
      'client_id',
      `There is an application with the client id ${open.clientId} already. Choose another id.`,
    );
  }
  return { ...open, createTime };
}

export function updateApplication(
  database: Database,
  clientId: string,
  changes: ApplicationChanges,
  context: ChangeContext,
): Promise<Application | undefined> {
  return database.transaction(async (transaction) => {
    const row = await transaction.one(FIND_LOCKED, clientId);
    if (row === undefined) return undefined;
    const next = { ...applicationFrom(row), ...changes };
    await transaction.one(
      UPDATE,
      clientId,
      next.name,
      next.description,
      next.redirectUrl,
      next.scopes.join(' '),
      next.requestsPerMinute ?? null,
      next.requestsPerHour ?? null,
      JSON.stringify({ fields: Object.keys(changes).join(' ') }),
      ...circumstances(context),
    );
    return next;
  });
}

export async function deleteApplication(
  database: Database,
  clientId: string,
  context: ChangeContext,
): Promise<boolean> {
  const row = await database.write(DELETE, clientId, ...circumstances(context));
  return row !== undefined && integer(row, 'done') === 1;
}
