import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Send } from '../../http/answer.ts';
import type { Door } from '../../http/door.ts';
import type { Route } from '../../http/routes.ts';
import { refuseOutright } from '../../http/unmatched.ts';
import { meetBefore } from '../faults/before.ts';
import { deliver } from '../faults/deliver.ts';
import { emptied } from '../faults/empty-page.ts';
import { routeKey } from '../tenant/tenant.ts';
import { beginExchange, exchangeOf } from './exchange.ts';
import type { Region } from './region.ts';

/** Which region a request is for: that of the listener, or that of the host name it asks for. */
export type RegionOf = (request: FastifyRequest) => Region;

/** The same paths, each answered by the tenant the request belongs to, unless a fault comes in between. */
export function dispatched(routes: readonly Route[], door: Door, regionOf: RegionOf): readonly Route[] {
  const enter = (route: Route, handler: 'handle' | 'refuse'): RouteHandlerMethod => {
    const key = routeKey(route);
    return async (request, reply) => {
      const region = regionOf(request);
      const tenant = await region.tenantOf(request);
      const { operation, version } = route;
      const exchange = beginExchange({ tenant, operation, version }, region.name, request, reply);
      if (exchange.strike && (await meetBefore(exchange, request, reply, door))) return reply;
      const served = version === 'v1beta1' && tenant.previewHasEnded ? undefined : tenant.route(key);
      if (served === undefined) return refuseOutright(door, 'path_not_found')(request, reply);
      return served[handler].call(request.server, request, reply);
    };
  };
  return routes.map((route) => ({ ...route, handle: enter(route, 'handle'), refuse: enter(route, 'refuse') }));
}

/** Sends as the fault of the exchange wants it, at the time of its tenant, and writes it into the journal. */
export function spoiltSend(regionOf: RegionOf): Send {
  return (reply: FastifyReply, request: FastifyRequest, answer, outcome) => {
    const exchange = exchangeOf(request) ?? beginUnmatched(regionOf(request), request, reply);
    const date = new Date(exchange.tenant.clock.now()).toUTCString();
    const meant = emptied(exchange, request, { ...answer, headers: { ...answer.headers, date } });
    exchange.record.answered(meant, outcome);
    return deliver(exchange, request, reply, meant);
  };
}

const ACCOUNT_IN_PATH = /\/accounts\/([^/?#]+)/;

/** A path that leads nowhere belongs to the account it names. */
function beginUnmatched(region: Region, request: FastifyRequest, reply: FastifyReply) {
  const accountId = ACCOUNT_IN_PATH.exec(request.url)?.[1];
  const tenant = (accountId === undefined ? undefined : region.findAccount(accountId)) ?? region.first;
  return beginExchange({ tenant, operation: 'Unmatched', version: undefined }, region.name, request, reply);
}
