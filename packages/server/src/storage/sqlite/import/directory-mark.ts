import { DIRECTORY_CHANGES } from '../../import-rules/directory-changes.ts';
import { integer } from '../../row.ts';
import type { Database } from '../database.ts';

const LATEST = `SELECT coalesce(max(latest), 0) AS mark FROM (${DIRECTORY_CHANGES.map(
  (action) => `SELECT max(sequence) AS latest FROM main.audit WHERE action = '${action}'`,
).join(' UNION ALL ')})`;

/** Moves when accounts or applications change, or people come, change or go: with every change but that of a person's state. */
export function directoryMark(database: Database): number {
  const row = database.one(LATEST);
  return row === undefined ? 0 : integer(row, 'mark');
}
