import type { Destination } from '../load/load-job.ts';
import { type Requests, succeed } from '../targets/rollcall.ts';

interface Page {
  readonly results: readonly { readonly id: string; readonly email: string }[];
  readonly next_page_token?: string;
}

/** Ids of active people without the owner, who could not be suspended; at most this many. */
export async function activePeople(server: Destination, requests: Requests, atMost: number): Promise<string[]> {
  const ids: string[] = [];
  let token: string | undefined;
  do {
    const page = await readPage(server, requests, `filter=user.isActive()&max_page_size=1000${continued(token)}`);
    ids.push(...page.results.filter(({ email }) => !email.startsWith('person.0@')).map(({ id }) => id));
    token = page.next_page_token;
  } while (token !== undefined && ids.length < atMost);
  return ids.slice(0, atMost);
}

/** Queries for the pages of 100, from the first on; at most this many, and whole pages only. */
export async function pageQueries(server: Destination, requests: Requests, atMost: number): Promise<string[]> {
  const queries: string[] = [];
  let token: string | undefined;
  do {
    const query = `max_page_size=100${continued(token)}`;
    const page = await readPage(server, requests, query);
    if (page.results.length === 100) queries.push(query);
    token = page.next_page_token;
  } while (token !== undefined && queries.length < atMost);
  return queries;
}

async function readPage(server: Destination, requests: Requests, query: string): Promise<Page> {
  return (await succeed(server, requests.list(query))) as unknown as Page; // what the server's own tests hold it to
}

function continued(token: string | undefined): string {
  return token === undefined ? '' : `&page_token=${token}`;
}
