import type { FastifyRequest } from 'fastify';
import type { ChangeContext } from '../domain/audit.ts';
import type { Clock } from '../domain/clock.ts';

const USER_AGENT_LENGTH = 256;

/** The circumstances that the audit log keeps of a request. */
export function changeContext(clock: Clock, request: FastifyRequest, clientId: string): ChangeContext {
  return {
    at: clock.now(),
    actor: {
      kind: 'application',
      id: clientId,
      address: request.ip,
      userAgent: request.headers['user-agent']?.slice(0, USER_AGENT_LENGTH),
    },
    requestId: request.id,
  };
}
