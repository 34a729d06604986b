import { listUsers } from '@rollcall/contract';

/** What a list was asked for, as it was sent: under the right names, and under those that are taken for them. */
export interface PageAskedFor {
  readonly pageToken: string | undefined;
  readonly size: string | undefined;
  readonly filter: string | undefined;
}

const NOTHING: PageAskedFor = { pageToken: undefined, size: undefined, filter: undefined };
const ALIASES: ReadonlyMap<string, string> = new Map(Object.entries(listUsers.aliases));

/** @param url path and query */
export function pageAskedFor(url: string): PageAskedFor {
  const start = url.indexOf('?');
  if (start < 0) return NOTHING;
  const sent = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    const right = ALIASES.get(name) ?? name;
    if (!sent.has(right)) sent.set(right, value);
  }
  return { pageToken: sent.get('page_token'), size: sent.get('max_page_size'), filter: sent.get('filter') };
}
