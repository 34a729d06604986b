import type { User, UserPage } from './user.ts';

/** The people of a list, fetched page by page while they are asked for. Iterating again begins anew. */
export interface UserList extends AsyncIterable<User> {
  /**
   * The same, a page at a time.
   *
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   *
   * const client = createClient(options);
   * for await (const page of client.users.list({ pageSize: 500 }).pages()) {
   *   console.log(`${page.results.length} people, ${page.next_page_token === undefined ? 'the last' : 'more to come'}`);
   * }
   * ```
   */
  pages(): AsyncIterableIterator<UserPage>;
}

/** A list over whatever fetches a page. */
export function userList(
  fetchPage: (pageToken: string | undefined) => Promise<UserPage>,
  from: string | undefined,
): UserList {
  async function* pages() {
    let next = from;
    do {
      const page = await fetchPage(next);
      yield page;
      next = page.next_page_token;
    } while (next !== undefined);
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.results;
    },
  };
}
