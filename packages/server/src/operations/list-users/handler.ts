import { listUsers } from '@rollcall/contract';
import type { PageTokens } from '../../domain/page-token.ts';
import type { UserPage, UserQuery } from '../../storage/storage.ts';
import type { Services, UsersHandler } from '../handler.ts';
import { parsePageRequest } from './page-request.ts';

export function listUsersHandler({ storage, pageTokens }: Services): UsersHandler {
  // The store hands out the same page object while nothing on it changes: its body is then put together once.
  const bodies = new WeakMap<UserPage, Uint8Array>();
  return {
    declaration: listUsers,
    async handle({ accountId, query }) {
      const pageQuery = parsePageRequest(accountId, query, pageTokens);
      const page = await storage.listUsers(pageQuery);
      const known = bodies.get(page);
      if (known) return known;
      const body = renderPage(page, pageQuery, pageTokens);
      bodies.set(page, body);
      return body;
    },
  };
}

function renderPage(page: UserPage, { accountId, state, size }: UserQuery, pageTokens: PageTokens): Uint8Array {
  const token = page.next && pageTokens.seal(accountId, { state, size, after: page.next });
  const end = token === undefined ? ']}' : `],"next_page_token":"${token}"}`;
  return Buffer.concat([Buffer.from('{"results":['), page.json, Buffer.from(end)]);
}
