import type { MeasuredDatabase } from '../targets/database.ts';
import type { TableSize } from './result.ts';

/**
 * What rows and their indexes take, right after the tables were vacuumed.
 * @param tables the tables that are full enough here to tell
 */
export async function measureSizes(
  database: MeasuredDatabase,
  url: string,
  tables: readonly string[],
): Promise<TableSize[]> {
  const sizes: TableSize[] = [];
  for (const table of tables) {
    await database.query(`VACUUM rollcall.${table}`, url);
    const indexes = await database.query(
      `SELECT c.relname AS name, pg_relation_size(c.oid)::float8 AS bytes FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = 'rollcall.${table}'::regclass ORDER BY 1`,
      url,
    );
    sizes.push({
      table,
      rows: await database.number(`SELECT count(*)::float8 FROM rollcall.${table}`, url),
      tableBytes: await database.number(`SELECT pg_table_size('rollcall.${table}')::float8`, url),
      indexes: indexes.map((row) => ({ name: String(row.name), bytes: Number(row.bytes) })),
    });
  }
  return sizes;
}
