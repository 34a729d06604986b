import { ADMIN_OPERATIONS, type AdminOperation } from '@rollcall/contract/admin';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Door } from '../http/door.ts';
import { documentRoute, type ServedRoute } from '../http/routes.ts';
import { refusalExchange } from './admin-answer.ts';
import type { AdminExchanges } from './admin-exchange.ts';
import { AdminRefusal } from './admin-refusal.ts';

const BASE_PATH = '/admin/v1';

/**
 * The paths of the management API. What answers there (schemas, handlers, signing in) is loaded when somebody asks, so
 * that a start does not wait for it.
 * @param open makes what answers; asked again after it failed
 */
export function createAdminRoutes(door: Door, open: () => Promise<AdminExchanges>): readonly ServedRoute[] {
  let opening: Promise<AdminExchanges> | undefined;
  const exchanges = () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const operations: readonly AdminOperation[] = ADMIN_OPERATIONS;
  const routes = operations.map((operation): ServedRoute => {
    const { id, method, path } = operation;
    const handle = exchange(door, operation, exchanges);
    return { operation: id, version: undefined, method, url: toRoute(path), handle, refuse: undefined };
  });
  return [...routes, openApiRoute(door), everythingElse(door)];
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

function openApiRoute(door: Door): ServedRoute {
  return documentRoute(door, 'GetOpenApiDocument', `${BASE_PATH}/openapi.json`, async () => {
    const { adminOpenApiDocument } = await import('@rollcall/contract/admin/openapi');
    return adminOpenApiDocument(door.baseUrl());
  });
}

/**
 * A method that a path does not take, and paths that there are not: in the form of this API, and one route for all of
 * them, because one for every wrong method of every path would cost each start 30 ms.
 */
function everythingElse(door: Door): ServedRoute {
  const refuse = (request: FastifyRequest, reply: FastifyReply) => {
    return refusalExchange(door, () => refusalOf(request))(request, reply);
  };
  const url = `${BASE_PATH}/*`;
  return { operation: 'Unmatched', version: undefined, method: 'GET', url, handle: refuse, refuse };
}

function refusalOf({ url, method }: FastifyRequest): AdminRefusal {
  const [sent = ''] = url.split('?', 1);
  const path = sent.slice(BASE_PATH.length).replaceAll(/%3a/gi, ':');
  const there = ADMIN_OPERATIONS.filter((operation) => toPattern(operation.path).test(path));
  // What has the right method and still came here is another path for the router, which decodes it first.
  if (there.length === 0 || there.some((operation) => operation.method === method))
    return new AdminRefusal('path_not_found');
  return new AdminRefusal('method_not_allowed', { headers: { allow: there.map(({ method }) => method).join(', ') } });
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^:/]+')}$`);
}

/** `{account}:verb` as the router writes it: a parameter ends before a colon, and a verb's own colon is doubled. */
function toRoute(path: string): string {
  return BASE_PATH + path.replaceAll(':', '::').replaceAll(/\{(\w+)\}/g, ':$1(^[^:/]+)');
}
