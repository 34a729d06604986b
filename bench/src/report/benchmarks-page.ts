/** What is measured by a run of its own, in the order of the page: one server on a data folder begins it. */
const PARTS = ['folder', 'postgres', 'sandbox'] as const;
export type PagePart = (typeof PARTS)[number];

/** docs/benchmarks.md with one of its parts written anew. */
export function withPart(page: string, part: PagePart, text: string): string {
  const found = new Map<PagePart, string>();
  let rest = page;
  for (const each of PARTS.toReversed()) {
    const [before = '', after] = each === 'folder' ? ['', rest] : rest.split(borderOf(each));
    if (after === undefined) continue;
    found.set(each, after);
    rest = before;
  }
  found.set(part, text);
  const parts = PARTS.flatMap((each) => {
    const content = found.get(each)?.trim() ?? '';
    if (content === '') return [];
    return each === 'folder' ? [content] : [`${borderOf(each)}\n${content}`];
  });
  return `${parts.join('\n\n')}\n`;
}

function borderOf(part: Exclude<PagePart, 'folder'>): string {
  return `<!-- Below: npm run bench -- --${part} -->\n`;
}
