import type { Evidence } from './evidence.ts';
import type { Answer } from './requests.ts';

/** What an answer to a request without a token says about who gave it. */
export type Kind = 'users-api' | 'not-found' | 'redirect' | 'page' | 'failing' | 'other';

/** Bodies as sparse as the original's count too: what matters is that a token is asked for, and not by a page. */
export function kindOf({ status, headers, json, text }: Answer): Kind {
  const isPage = /^text\/html\b/.test(headers.get('content-type') ?? '') || /^\s*<(!doctype|html)/i.test(text);
  if (status >= 300 && status < 400) return 'redirect';
  if (isPage) return 'page';
  if (status === 401 && (json !== undefined || text === '')) return 'users-api';
  if (status === 404) return 'not-found';
  return status >= 500 || status === 429 ? 'failing' : 'other';
}

/** Which path families there are. @throws NoAnswer */
export async function servedFamilies({ anonymous }: Evidence): Promise<readonly ('v1' | 'v1beta1')[]> {
  const families = ['v1', 'v1beta1'] as const;
  const kinds = await Promise.all(families.map(async (family) => kindOf(await anonymous[family]())));
  return families.filter((_, index) => kinds[index] === 'users-api');
}
