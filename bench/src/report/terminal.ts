import type { Machine } from '../result.ts';
import type { Table } from './tables.ts';

/** For people at a terminal: ratios first. */
export function renderTerminal(
  result: { readonly machine: Machine; readonly tookSeconds: number },
  tables: readonly Table[],
  warnings: readonly string[],
): string {
  const { cpu, cores, kernel, node, pinning, fsyncMs } = result.machine;
  const machine = `${cpu}, ${cores} cores · ${kernel} · Node.js ${node} · ${pinning} · fsync ${fsyncMs.toFixed(2)} ms`;
  const parts = [...tables.map(renderTable), ...warnings.map((warning) => `! ${plain(warning)}\n`)];
  return `${parts.join('\n')}\n${machine}\n${result.tookSeconds} s\n`;
}

function renderTable({ title, columns, rows, note }: Table): string {
  const lines = [columns, ...rows].map((row) => row.map(plain));
  const widths = columns.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)));
  const text = lines.map((row) =>
    `  ${row.map((cell, column) => pad(cell, widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  return `${[title, ...(note === undefined ? [] : [`  ${note}`]), ...text].join('\n')}\n`;
}

function pad(cell: string, width: number): string {
  return isFigure(cell) ? cell.padStart(width) : cell.padEnd(width);
}

function isFigure(cell: string): boolean {
  return /^[\d–]/.test(cell);
}

/** Without the marks that only documents have. */
function plain(text: string): string {
  return text.replaceAll('**', '').replaceAll('`', '');
}
