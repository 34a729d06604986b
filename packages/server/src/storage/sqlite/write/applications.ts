import { toTimestamp } from '../../../domain/clock.ts';
import type { Application } from '../../../domain/directory.ts';
import { storedApplicationFrom } from '../../application-row.ts';
import { integer } from '../../row.ts';
import type { StoredApplication } from '../../storage.ts';
import { StorageConflict } from '../../storage.ts';
import { FIND_APPLICATION } from '../stored-application.ts';
import { success, writeAudit } from './audit-entry.ts';
import type { Verbs } from './intentions.ts';
import { insertSecret } from './secret-rows.ts';
import type { Transaction } from './transaction.ts';

const INSERT = `INSERT INTO applications (client_id, account, name, description, redirect_url, scopes,
  requests_per_minute, requests_per_hour, create_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const UPDATE = `UPDATE applications SET name = ?2, description = ?3, redirect_url = ?4, scopes = ?5,
  requests_per_minute = ?6, requests_per_hour = ?7 WHERE client_id = ?1`;

export function createApplication(
  transaction: Transaction,
  { application, context }: Verbs['createApplication']['input'],
): Application | undefined {
  const account = transaction.database.one('SELECT number FROM accounts WHERE id = ?1', application.accountId);
  if (account === undefined) return undefined;
  const { clientId, accountId } = application;
  if (find(transaction, clientId) !== undefined) {
    throw new StorageConflict(
      'client_id',
      `There is an application with the client id ${clientId} already. Choose another id.`,
    );
  }
  transaction.database.run(
    INSERT,
    clientId,
    integer(account, 'number'),
    application.name,
    application.description,
    application.redirectUrl,
    application.scopes.join(' '),
    application.requestsPerMinute ?? null,
    application.requestsPerHour ?? null,
    toTimestamp(context.at),
  );
  insertSecret(transaction.database, clientId, application.secret, context.at);
  writeAudit(transaction.database, success('application.created', accountId, clientId), context);
  return settle(transaction, clientId);
}

export function updateApplication(
  transaction: Transaction,
  { clientId, changes, context }: Verbs['updateApplication']['input'],
): Application | undefined {
  const current = find(transaction, clientId);
  if (current === undefined) return undefined;
  const next = { ...current, ...changes };
  transaction.database.run(
    UPDATE,
    clientId,
    next.name,
    next.description,
    next.redirectUrl,
    next.scopes.join(' '),
    next.requestsPerMinute ?? null,
    next.requestsPerHour ?? null,
  );
  const record = success('application.updated', current.accountId, clientId);
  writeAudit(transaction.database, { ...record, detail: { fields: Object.keys(changes).join(' ') } }, context);
  return settle(transaction, clientId);
}

/** Its secrets, tokens and what was counted go with it, by the foreign keys. */
export function deleteApplication(
  transaction: Transaction,
  { clientId, context }: Verbs['deleteApplication']['input'],
): boolean {
  const current = find(transaction, clientId);
  if (current === undefined) return false;
  transaction.database.run('DELETE FROM applications WHERE client_id = ?1', clientId);
  writeAudit(transaction.database, success('application.deleted', current.accountId, clientId), context);
  transaction.affect({ kind: 'application', clientId, application: undefined });
  return true;
}

export function find({ database }: Transaction, clientId: string): StoredApplication | undefined {
  const row = database.one(FIND_APPLICATION, clientId);
  return row === undefined ? undefined : storedApplicationFrom(row);
}

/** Reads back what is stored now, tells the read model, and hands it out without its secrets. */
export function settle(transaction: Transaction, clientId: string): Application | undefined {
  const application = find(transaction, clientId);
  transaction.affect({ kind: 'application', clientId, application });
  if (application === undefined) return undefined;
  const { secrets: _, accountLimits: _limits, ...open } = application;
  return open;
}
