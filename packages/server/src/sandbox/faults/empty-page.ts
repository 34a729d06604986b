import { type ListUsersResponse, listUsers } from '@rollcall/contract';
import type { FastifyRequest } from 'fastify';
import type { Answer } from '../../http/answer.ts';
import { readQuery } from '../../http/read-query.ts';
import { parsePageRequest } from '../../operations/list-users/page-request.ts';
import type { Exchange } from '../region/exchange.ts';
import { placeAt, placeOf } from './place-in-list.ts';

/** A list of nobody with a page token, in place of a page; any other answer as it is. */
export function emptied(exchange: Exchange, request: FastifyRequest, answer: Answer): Answer {
  const { strike, operation, tenant } = exchange;
  if (strike?.fault.kind !== 'empty_page' || operation !== listUsers.id || answer.status !== 200) return answer;
  const { account } = request.params as { readonly account: string }; // the route's own pattern
  const query = readQuery(listUsers, request.url, tenant.settings.strict);
  const { state, size, after } = parsePageRequest(account, query, tenant.pageTokens);
  const { results } = JSON.parse(Buffer.from(answer.body).toString()) as ListUsersResponse; // our own answer
  const between = placeBetween(after, results[0]);
  if (between === undefined) return answer;
  const token = tenant.pageTokens.seal(account, { state, size, after: between });
  return { ...answer, body: JSON.stringify({ results: [], next_page_token: token } satisfies ListUsersResponse) };
}

/**
 * A place after the one and before the other: nobody is there. Undefined where none is in between, which takes people of
 * the same second with neighbouring ids: the token would be the one that was sent, and who watches for loops stops there.
 */
function placeBetween(
  after: { readonly createTime: string; readonly id: string } | undefined,
  first: ListUsersResponse['results'][number] | undefined,
) {
  const start = after === undefined ? 0n : placeOf(after.createTime, after.id);
  // Where nobody follows, the next place but one will do.
  const end = first === undefined ? start + 2n : placeOf(first.create_time, first.id);
  // The middle, so that an empty page after an empty page has a token of its own.
  const middle = (start + end) / 2n;
  return middle === start ? undefined : placeAt(middle);
}
