/** Everything before it is one server on a data folder, everything after it several on PostgreSQL. */
const BORDER = '<!-- Below: npm run bench -- --postgres -->';

/** docs/benchmarks.md with one of its two parts written anew. */
export function withPart(page: string, part: 'folder' | 'postgres', text: string): string {
  const [folder = '', postgres = ''] = page.split(`${BORDER}\n`);
  const [above, below] = part === 'folder' ? [text, postgres] : [folder, text];
  if (below.trim() === '') return `${above.trim()}\n`;
  return `${above.trim()}\n\n${BORDER}\n\n${below.trim()}\n`;
}
