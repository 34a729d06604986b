import type { FastifyRequest } from 'fastify';
import type { Actor, ChangeContext } from '../domain/audit.ts';
import type { Clock } from '../domain/clock.ts';

const USER_AGENT_LENGTH = 256;

/** The circumstances that the audit log keeps of a request. */
export function changeContext(clock: Clock, request: FastifyRequest, clientId: string): ChangeContext {
  return changeContextOf(clock, request, { kind: 'application', id: clientId });
}

/** The same for any actor. */
export function changeContextOf(
  clock: Clock,
  request: FastifyRequest,
  actor: Pick<Actor, 'kind' | 'id'>,
): ChangeContext {
  return {
    at: clock.now(),
    actor: {
      ...actor,
      address: request.ip,
      userAgent: userAgentOf(request),
    },
    requestId: request.id,
  };
}

/** What is kept of what the caller calls itself. */
export function userAgentOf({ headers }: FastifyRequest): string | undefined {
  return headers['user-agent']?.slice(0, USER_AGENT_LENGTH);
}
