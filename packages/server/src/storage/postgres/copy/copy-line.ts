import type { CopiedRow } from '../../move/copied-row.ts';
import type { ColumnKind, CopiedTable } from '../../move/copied-tables.ts';
import { toJsonText } from '../user-json.ts';

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A row as COPY takes it. */
export function copyLine({ columns }: CopiedTable, row: CopiedRow): string {
  const kinds = Object.values(columns);
  return `${row.map((value, index) => cell(value, kinds[index])).join('\t')}\n`;
}

function cell(value: string | number | null, kind: ColumnKind | undefined): string {
  if (value === null) return '\\N';
  if (kind === 'bytes') return `\\\\x${value}`;
  if (typeof value === 'number') return kind === 'boolean' ? (value === 1 ? 't' : 'f') : String(value);
  const text = kind === 'name' ? toJsonText(value) : value;
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
