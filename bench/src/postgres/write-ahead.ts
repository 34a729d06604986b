import type { MeasuredDatabase } from '../targets/database.ts';
import type { WriteAhead } from './result.ts';

const PLACE = "SELECT (pg_current_wal_insert_lsn() - '0/0')::float8";

/**
 * Bytes that PostgreSQL logs for each of some changes.
 * @param work carries them out @returns how many they were
 */
export async function measureWriteAhead(
  database: MeasuredDatabase,
  operation: string,
  work: () => Promise<number>,
): Promise<WriteAhead> {
  // After a checkpoint the first change of a page logs all of it, once: that belongs to the checkpoint.
  const before = await database.number(PLACE, database.anyUrl);
  const times = await work();
  const bytes = (await database.number(PLACE, database.anyUrl)) - before;
  return { operation, times, bytes };
}
