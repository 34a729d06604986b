/** A generated file of the repository. */
export interface GeneratedFile {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly content: string;
}

/** Stands on top of every generated reference. */
export const GENERATED_NOTE = '<!-- Generated from packages/cli/src by `npm run generate`. Change it there. -->';

/** A table of GitHub-flavoured Markdown; pipes and line breaks in cells are escaped. */
export function markdownRows(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((row) => `| ${row.map(escapeCell).join(' | ')} |`);
  const rule = `| ${(rows[0] ?? []).map(() => '---').join(' | ')} |`;
  return [head, rule, ...body].join('\n');
}

function escapeCell(cell: string): string {
  return cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
