import { type ApiVersion, OPENAPI_DOCUMENTS } from '@rollcall/contract';
import type { FastifyInstance, RouteHandlerMethod } from 'fastify';
import { OAuthRefusal } from '../domain/refusal.ts';
import type { OperationHandlers } from '../operations/index.ts';
import { JSON_TYPE } from './answer.ts';
import { conclude } from './conclude.ts';
import type { Door } from './door.ts';
import { oauthExchange } from './oauth-exchange.ts';
import { createPreviewHeaders, successorPath } from './preview-headers.ts';
import { refuseOAuth, refuseOutright } from './unmatched.ts';
import { usersExchange } from './users-exchange.ts';

/** A path, a right method, and what is answered there. */
export interface ServedRoute {
  /** Id of the operation. */
  readonly operation: string;
  /** Undefined for what belongs to no path family. */
  readonly version: ApiVersion | undefined;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As the router writes it. */
  readonly url: string;
  readonly handle: RouteHandlerMethod;
  /** Answers every method that the path does not take. Undefined: a path that takes in this one does. */
  readonly refuse: RouteHandlerMethod | undefined;
}

/** A path with one right method. */
export interface Route extends ServedRoute {
  readonly refuse: RouteHandlerMethod;
}

/** Made once: an error notes where it was made, which costs more than a path. */
const WRONG_METHOD = new OAuthRefusal('method_not_allowed');

/** Every path there is, in every path family that is switched on. */
export function createRoutes(door: Door, operations: OperationHandlers): readonly Route[] {
  return [
    ...door.apiVersions.flatMap((version) => [
      ...usersRoutes(door, operations, version),
      ...oauthRoutes(door, operations, version),
    ]),
    ...operations.metadata.map(({ declaration, handle }) => {
      return documentRoute(door, declaration.id, declaration.path, handle);
    }),
    ...openApiRoutes(door),
  ];
}

export function addRoutes(server: FastifyInstance, routes: readonly ServedRoute[]): void {
  for (const [url, group] of Map.groupBy(routes, (route) => route.url)) {
    for (const { method, handle } of group) server.route({ method, url, handler: handle });
    const refuse = group[0]?.refuse;
    if (refuse === undefined) continue;
    const wrong = server.supportedMethods.filter((each) => !group.some(({ method }) => method === each));
    server.route({ method: wrong, url, handler: refuse });
  }
}

function usersRoutes(door: Door, operations: OperationHandlers, version: ApiVersion): Route[] {
  const previewHeaders = createPreviewHeaders(door);
  return operations.users.map((handler) => {
    const { id, path, method } = handler.declaration;
    return {
      operation: id,
      version,
      method,
      url: `/${version}${toRoute(path)}`,
      handle: usersExchange(door, version, handler),
      refuse: (request, reply) => {
        const headers = { allow: method, ...previewHeaders(version, () => successorPath(request.url)) };
        return refuseOutright(door, 'method_not_allowed', headers)(request, reply);
      },
    };
  });
}

function oauthRoutes(door: Door, operations: OperationHandlers, version: ApiVersion): Route[] {
  const previewHeaders = createPreviewHeaders(door);
  return operations.oauth.map((handler) => {
    const { id, paths, method } = handler.declaration;
    const headers = { allow: method, ...previewHeaders(version, () => paths.v1) };
    return {
      operation: id,
      version,
      method,
      url: paths[version],
      handle: oauthExchange(door, version, handler),
      refuse: refuseOAuth(door, WRONG_METHOD, headers),
    };
  });
}

function openApiRoutes(door: Door): Route[] {
  const served = OPENAPI_DOCUMENTS.filter(
    (name) => name === 'oauth' || door.apiVersions.some((version) => name === `users-${version}`),
  );
  return served.map((name) => {
    return documentRoute(door, 'GetOpenApiDocument', `/openapi/${name}.json`, async () => {
      // Loaded when somebody asks: the schemas would cost every start a tenth of a second.
      const { openApiDocument } = await import('@rollcall/contract/openapi');
      return openApiDocument(name, { serverUrl: door.baseUrl(), apiVersions: door.apiVersions });
    });
  });
}

/**
 * `{account}` as the router writes it. A user id ends before a colon, so that a verb nobody knows leads nowhere; the
 * colon of a verb is doubled, because a single one would start a parameter.
 */
function toRoute(path: string): string {
  return path.replace('{account}', ':account').replace('{user}:', ':user(^[^:]+)::').replace('{user}', ':user(^[^:]+)');
}

/** A document that is the same for everyone, and for as long as the server runs: put together once. */
export function documentRoute(
  door: Door,
  operation: string,
  url: string,
  document: () => object | Promise<object>,
): Route {
  let body: Promise<string> | undefined;
  return {
    operation,
    version: undefined,
    method: 'GET',
    url,
    handle: async (request, reply) => {
      const startedAt = performance.now();
      body ??= Promise.resolve(document()).then((content) => JSON.stringify(content));
      const answer = { status: 200, headers: JSON_TYPE, body: await body };
      return conclude(door, request, reply, answer, { operation, status: 200, startedAt });
    },
    refuse: refuseOutright(door, 'method_not_allowed', { allow: 'GET' }),
  };
}
