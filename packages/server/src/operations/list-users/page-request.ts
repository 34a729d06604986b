import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '@rollcall/contract';
import { parseFilter } from '../../domain/filter.ts';
import type { PageTokens } from '../../domain/page-token.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { UserQuery } from '../../storage/storage.ts';

/**
 * What a list request asks for. A page token alone continues its walk with filter and size; a filter beside it must be
 * the walk's own, a size beside it counts from this page on.
 * @throws Refusal invalid_filter, invalid_page_size or invalid_page_token
 */
export function parsePageRequest(
  accountId: string,
  query: Readonly<Record<string, string>>,
  pageTokens: PageTokens,
): UserQuery {
  const state = parseFilter(query.filter);
  if (state === 'invalid') throw refuse('invalid_filter', 'filter', 'must be user.isActive() or user.isSuspended()');
  const size = parsePageSize(query.max_page_size);
  if (!query.page_token) return { accountId, state, size: size ?? DEFAULT_PAGE_SIZE, after: undefined };

  const cursor = pageTokens.open(accountId, query.page_token);
  if (!cursor) {
    throw refuse('invalid_page_token', 'page_token', 'is not a next_page_token of this account; start without it');
  }
  if (state !== undefined && state !== cursor.state) {
    throw refuse('invalid_page_token', 'page_token', 'belongs to another filter; send the filter of the first page');
  }
  return { accountId, state: cursor.state, size: size ?? cursor.size, after: cursor.after };
}

/** Undefined where the caller leaves the size to us: absent or 0. */
function parsePageSize(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw refuse('invalid_page_size', 'max_page_size', 'must be a whole number of 0 or more');
  const size = Number(text);
  return size === 0 ? undefined : Math.min(size, MAX_PAGE_SIZE);
}

function refuse(reason: 'invalid_filter' | 'invalid_page_size' | 'invalid_page_token', field: string, problem: string) {
  return new Refusal(reason, { violations: [{ field, description: problem }], metadata: { field } });
}
