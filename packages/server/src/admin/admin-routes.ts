import { ADMIN_OPERATIONS, type AdminOperation } from '@rollcall/contract/admin';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Door } from '../http/door.ts';
import { documentRoute, type Route } from '../http/routes.ts';
import { refusalExchange } from './admin-answer.ts';
import type { AdminExchanges } from './admin-exchange.ts';
import { AdminRefusal } from './admin-refusal.ts';

const BASE_PATH = '/admin/v1';

/**
 * The paths of the management API. What answers there (schemas, handlers, signing in) is loaded when somebody asks, so
 * that a start does not wait for it.
 * @param open makes what answers; asked again after it failed
 */
export function createAdminRoutes(door: Door, open: () => Promise<AdminExchanges>): readonly Route[] {
  let opening: Promise<AdminExchanges> | undefined;
  const exchanges = () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const operations: readonly AdminOperation[] = ADMIN_OPERATIONS;
  const allowed = Map.groupBy(operations, ({ path }) => path);
  const routes = operations.map((operation): Route => {
    const allow = (allowed.get(operation.path) ?? []).map(({ method }) => method).join(', ');
    return {
      operation: operation.id,
      version: undefined,
      method: operation.method,
      url: toRoute(operation.path),
      handle: exchange(door, operation, exchanges),
      refuse: refusalExchange(door, () => new AdminRefusal('method_not_allowed', { headers: { allow } })),
    };
  });
  return [...routes, openApiRoute(door), nothingThere(door)];
}

function exchange(
  door: Door,
  operation: AdminOperation,
  exchanges: () => Promise<AdminExchanges>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async (request, reply) => {
    const startedAt = performance.now();
    try {
      const answer = (await exchanges())(operation);
      return await answer(request, reply);
    } catch (error) {
      return refusalExchange(door, () => error, { operation: operation.id, startedAt })(request, reply);
    }
  };
}

function openApiRoute(door: Door): Route {
  return documentRoute(door, 'GetOpenApiDocument', `${BASE_PATH}/openapi.json`, async () => {
    const { adminOpenApiDocument } = await import('@rollcall/contract/admin/openapi');
    return adminOpenApiDocument(door.baseUrl());
  });
}

/** In the form of this API, whatever else the server answers with. */
function nothingThere(door: Door): Route {
  const refuse = refusalExchange(door, () => new AdminRefusal('path_not_found'));
  const url = `${BASE_PATH}/*`;
  return { operation: 'Unmatched', version: undefined, method: 'GET', url, handle: refuse, refuse };
}

/** `{account}:verb` as the router writes it: a parameter ends before a colon, and a verb's own colon is doubled. */
function toRoute(path: string): string {
  return BASE_PATH + path.replaceAll(':', '::').replaceAll(/\{(\w+)\}/g, ':$1(^[^:/]+)');
}
