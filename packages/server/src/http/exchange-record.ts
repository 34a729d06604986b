import type { FastifyRequest } from 'fastify';
import { logRequest } from '../telemetry/request-log.ts';
import type { Door } from './door.ts';

/** What is known of an exchange when it has been answered. */
export interface ExchangeOutcome {
  readonly operation: string;
  readonly status: number;
  readonly isChange?: boolean;
  readonly reason?: string | undefined;
  /** Why it is our fault, where it is: for the log only. */
  readonly cause?: unknown;
  readonly clientId?: string | undefined;
  readonly accountId?: string | undefined;
  /** Who asked the management API: `person`, `operator` or `admin_key`, and their id. */
  readonly actor?: string | undefined;
  /** `performance.now()` when the exchange began. */
  readonly startedAt: number;
}

/** Counts and logs an exchange. */
export function recordExchange(door: Door, request: FastifyRequest, outcome: ExchangeOutcome): void {
  const durationMs = performance.now() - outcome.startedAt;
  door.metrics.observe(outcome.operation, outcome.status, durationMs / 1000);
  if (outcome.status >= 500) {
    door.logger.error({ requestId: request.id, err: outcome.cause }, 'a request failed on our side');
  }
  logRequest(door.logger, {
    requestId: request.id,
    operation: outcome.operation,
    method: request.method,
    path: request.url,
    status: outcome.status,
    isChange: outcome.isChange ?? false,
    reason: outcome.reason,
    durationMs,
    clientId: outcome.clientId,
    accountId: outcome.accountId,
    actor: outcome.actor,
    address: request.ip,
    userAgent: request.headers['user-agent'],
  });
}
