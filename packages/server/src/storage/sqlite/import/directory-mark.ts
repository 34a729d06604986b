import type { AuditAction } from '../../../domain/audit.ts';
import { integer } from '../../row.ts';
import type { Database } from '../database.ts';

/** What an import compares its records with. Suspending and reactivating go on beside it: the merge minds those. */
const CHANGES = [
  'account.created',
  'application.created',
  'application.updated',
  'application.secret_rotated',
  'application.deleted',
  'directory.imported',
] as const satisfies readonly AuditAction[];

const LATEST = `SELECT coalesce(max(latest), 0) AS mark FROM (${CHANGES.map(
  (action) => `SELECT max(sequence) AS latest FROM main.audit WHERE action = '${action}'`,
).join(' UNION ALL ')})`;

/** Moves when accounts or applications change, or people come in: with every change but that of a person's state. */
export function directoryMark(database: Database): number {
  const row = database.one(LATEST);
  return row === undefined ? 0 : integer(row, 'mark');
}
