import { OPERATIONS } from '@rollcall/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../../http/answer.ts';
import { conclude } from '../../http/conclude.ts';
import type { Door } from '../../http/door.ts';
import { createPreviewHeaders, successorPath } from '../../http/preview-headers.ts';
import { LATEST } from '../clock/bounds.ts';
import type { Exchange } from '../region/exchange.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { apiError, oauthError, type WantedError } from './api-error.ts';
import { changePeople } from './change-people.ts';
import { expireToken } from './expire-token.ts';
import type { Strike } from './fault-book.ts';
import { pause } from './pause.ts';
import { proxyPage } from './proxy-page.ts';
import { rateLimited } from './rate-limited.ts';
import { resetConnection } from './reset-connection.ts';

/** A call on its way in. */
interface Meeting {
  readonly exchange: Exchange;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly door: Door;
}

/** Where the OAuth endpoints are once the preview is gone. */
const OAUTH_PATHS: ReadonlyMap<string, string> = new Map(
  OPERATIONS.flatMap((operation) => (operation.kind === 'oauth' ? [[operation.id, operation.paths.v1] as const] : [])),
);

/**
 * Lets a fault do what it does before the call is carried out.
 *
 * @param door of the listener: counts, logs and sends what a fault answers, as any answer
 * @returns true where the call is not carried out any more
 */
export async function meetBefore(
  exchange: Exchange,
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
): Promise<boolean> {
  if (exchange.strike === undefined) return false;
  const { id: faultId, fault, over } = exchange.strike;
  const { tenant } = exchange;
  const meeting = { exchange, request, reply, door };
  switch (fault.kind) {
    case 'answer':
      return refuse(meeting, { ...fault, reason: fault.reason, faultId });
    case 'rate_limit':
      return refuse(meeting, { status: 429, reason: undefined, faultId }, rateLimited(fault, tenant));
    case 'html':
      return answer(meeting, proxyPage(fault.status ?? 502));
    case 'reset_connection':
      return fault.when !== 'after' && drop(meeting);
    case 'hang':
      await pause(undefined, { request, reply, over });
      return drop(meeting);
    default:
      await prepare(meeting, exchange.strike);
      return false;
  }
}

/** What happens to an account while a call is on its way. */
async function prepare({ exchange: { tenant }, request, reply }: Meeting, { fault, over }: Strike): Promise<void> {
  switch (fault.kind) {
    case 'delay':
      keepAddress(request);
      return pause(fault.delay_ms, { request, reply, over });
    case 'expired_token':
      return expireToken(tenant, request);
    case 'advance_clock':
      return tenant.clock.advance(Math.min(Math.round(fault.seconds * 1000), LATEST - tenant.clock.now()));
    case 'change_people':
      return changePeople(tenant, accountOf(tenant, request), fault);
  }
}

/** A connection that is gone tells its address only to who asked before, and a delayed call is carried out all the same. */
function keepAddress({ raw }: FastifyRequest): void {
  void raw.socket.remoteAddress;
}

/** The account of the path, where it has one; else the first one. */
function accountOf(tenant: Tenant, { params }: FastifyRequest): string {
  const { account } = params as { readonly account?: string }; // the route's own pattern
  return account !== undefined && tenant.accountIds.has(account) ? account : tenant.credentials.accountId;
}

/** In the form of the endpoint that was called. */
function refuse(meeting: Meeting, wanted: WantedError, headers: Answer['headers'] = {}): true {
  const { exchange, request, door } = meeting;
  const caller = { id: request.id, accept: request.headers.accept, baseUrl: door.baseUrl() };
  const oauthPath = OAUTH_PATHS.get(exchange.operation);
  const refused = oauthPath === undefined ? apiError(wanted, caller) : oauthError(wanted);
  const previewHeaders = createPreviewHeaders(exchange.tenant.settings);
  const { version } = exchange;
  const preview = version && previewHeaders(version, () => oauthPath ?? successorPath(request.url));
  return answer(
    meeting,
    { ...refused.answer, headers: { ...refused.answer.headers, ...preview, ...headers } },
    refused.reason,
  );
}

function answer({ exchange, request, reply, door }: Meeting, answer: Answer, reason?: string): true {
  const { operation, strike } = exchange;
  const cause = `the fault ${strike?.id} of the sandbox`;
  conclude(door, request, reply, answer, {
    operation,
    status: answer.status,
    reason,
    cause,
    startedAt: performance.now(),
  });
  return true;
}

function drop({ request, reply }: Meeting): true {
  reply.hijack();
  resetConnection(request.raw.socket);
  return true;
}
