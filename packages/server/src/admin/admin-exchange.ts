import type { AdminOperation, AdminOperationId } from '@rollcall/contract/admin';
import { parseCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QuotaDecision } from '../domain/quota-window.ts';
import { type Answer, JSON_TYPE } from '../http/answer.ts';
import { changeContextOf, userAgentOf } from '../http/change-context.ts';
import type { Door } from '../http/door.ts';
import { quotaHeaders } from '../http/quota-headers.ts';
import { adminRefusalAnswer, concludeAdmin, toAdminRefusal } from './admin-answer.ts';
import { type AdminCall, AdminReply, type AdminServices, type Caller } from './admin-call.ts';
import { actorOf, takeQuota } from './admin-quota.ts';
import { AdminRefusal } from './admin-refusal.ts';
import { authenticate } from './authentication.ts';
import { authorise, requireFresh, requirePermission } from './authorisation.ts';
import { refuseOtherSites } from './cross-site.ts';
import { ADMIN_HANDLERS } from './handlers/index.ts';
import type { KeyUses } from './key-uses.ts';
import { readRequest } from './read-request.ts';

/** What answers an operation. */
export type AdminExchanges = (
  operation: AdminOperation,
) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Who acts where nobody is signed in yet. */
const NOBODY = { kind: 'person', id: '(none)' } as const;

/** The way of a request through the management API. Each step hands its value to the next; a refusal anywhere ends it. */
export function createAdminExchanges(door: Door, services: AdminServices, keyUses: KeyUses): AdminExchanges {
  return (operation) => async (request, reply) => {
    const startedAt = performance.now();
    const seen: Seen = { caller: undefined, quota: undefined };
    let refusal: AdminRefusal | undefined;
    let answer: Answer;
    let result: AdminReply | undefined;
    try {
      const call = await protect(operation, services, keyUses, request, reply, seen);
      result = await work(operation, call);
      answer = answerOf(operation, result);
    } catch (error) {
      refusal = toAdminRefusal(error);
      answer = adminRefusalAnswer(refusal, request.id);
    }
    const { caller, quota } = seen;
    const actor = caller && actorOf(caller);
    const headers = { ...answer.headers, ...(quota && quotaHeaders(quota)) };
    const outcome = {
      operation: operation.id,
      status: answer.status,
      isChange: operation.method !== 'GET',
      reason: refusal?.reason,
      cause: refusal?.cause,
      accountId: caller?.accountId,
      actor: actor && `${actor.kind} ${actor.id}`,
      startedAt,
    };
    return concludeAdmin(door, request, reply, { ...answer, headers }, outcome, result);
  };
}

/** What became known of a request on its way, for its answer and for the log. */
interface Seen {
  caller: Caller | undefined;
  quota: QuotaDecision | undefined;
}

/** Authenticate, other sites, authorise (account, permission, fresh), quota, validate: in this order. @throws AdminRefusal */
async function protect(
  operation: AdminOperation,
  services: AdminServices,
  keyUses: KeyUses,
  request: FastifyRequest,
  reply: FastifyReply,
  seen: Seen,
): Promise<AdminCall> {
  const { authorization, cookie } = request.headers;
  const cookies = parseCookie(cookie ?? '');
  const caller = await authenticate(services, keyUses, operation, { authorization, cookies });
  seen.caller = caller;
  refuseOtherSites(services, request, { needsToken: operation.needs !== 'nothing', caller });
  if (caller !== undefined) {
    const { account } = request.params as { readonly account?: string }; // the route's own pattern
    await authorise(services, operation, caller, account);
    seen.quota = await takeQuota(services, operation, caller);
    refuseBeyond(seen.quota);
  }
  const read = await readRequest(operation, request);
  return {
    ...read,
    services,
    caller,
    cookies,
    address: request.ip,
    userAgent: userAgentOf(request),
    requestId: request.id,
    get context() {
      return changeContextOf(services.clock, request, caller ? actorOf(caller) : NOBODY);
    },
    require: (permission) => requirePermission(signedIn(caller), permission),
    requireFresh: () => requireFresh(services, signedIn(caller)),
    get signal() {
      return AbortSignal.any([goneSignal(reply), services.stopping]);
    },
  };
}

function refuseBeyond(quota: QuotaDecision | undefined): void {
  if (quota === undefined || quota.allowed) return;
  throw new AdminRefusal('rate_limit_exceeded', { headers: { 'retry-after': String(quota.retryAfterSeconds) } });
}

/** @throws AdminRefusal unauthenticated */
function signedIn(caller: Caller | undefined): Caller {
  if (caller === undefined) throw new AdminRefusal('unauthenticated');
  return caller;
}

/** Of this answer, not of its connection: that one carries many, and would keep a listener of each. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (raw.destroyed) gone.abort();
  else raw.once('close', () => gone.abort());
  return gone.signal;
}

async function work({ id }: AdminOperation, call: AdminCall): Promise<AdminReply> {
  const handle = ADMIN_HANDLERS[id as AdminOperationId]; // the ids of the list itself
  const result = await handle(call);
  return result instanceof AdminReply ? result : new AdminReply({ body: result });
}

function answerOf({ success: { status }, empty }: AdminOperation, { body, headers }: AdminReply): Answer {
  if (body === undefined) return { status: empty === undefined ? status : 204, headers, body: '' };
  return { status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}
