import type { ApiVersion } from '@rollcall/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Strike } from '../faults/fault-book.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** A request on its way through the sandbox. */
export interface Exchange {
  readonly tenant: Tenant;
  readonly operation: string;
  readonly version: ApiVersion | undefined;
  /** The fault that meets it. */
  readonly strike: Strike | undefined;
  readonly record: JournalRecord;
}

const underWay = new WeakMap<FastifyRequest, Exchange>();

/** Counts the request, and writes into the journal that it arrived. */
export function beginExchange(
  { tenant, operation, version }: Pick<Exchange, 'tenant' | 'operation' | 'version'>,
  region: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Exchange {
  const strike = tenant.faults.strike(operation);
  const record = tenant.journal.begin({ request, operation, version, region, clock: tenant.clock, strike });
  reply.raw.once('close', () => record.ended({ whole: reply.raw.writableFinished, begun: reply.raw.headersSent }));
  const exchange = { tenant, operation, version, strike, record };
  underWay.set(request, exchange);
  return exchange;
}

/** Undefined for a request that led to no route. */
export function exchangeOf(request: FastifyRequest): Exchange | undefined {
  return underWay.get(request);
}
