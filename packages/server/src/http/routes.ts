import { type ApiVersion, OPENAPI_DOCUMENTS } from '@rollcall/contract';
import type { FastifyInstance, RouteHandlerMethod } from 'fastify';
import { OAuthRefusal } from '../domain/refusal.ts';
import type { OperationHandlers } from '../operations/index.ts';
import { JSON_TYPE, send } from './answer.ts';
import type { Door } from './door.ts';
import { recordExchange } from './exchange-record.ts';
import { oauthExchange } from './oauth-exchange.ts';
import { createPreviewHeaders, successorPath } from './preview-headers.ts';
import { refuseOAuth, refuseOutright } from './unmatched.ts';
import { usersExchange } from './users-exchange.ts';

/** Every path there is, in every path family that is switched on. */
export function addRoutes(server: FastifyInstance, door: Door, operations: OperationHandlers): void {
  for (const version of door.apiVersions) addFamily(server, door, operations, version);
  const publicPath = (path: string, operation: string, document: () => object | Promise<object>) => {
    const refuse = (allow: string) => refuseOutright(door, 'method_not_allowed', { allow });
    addPath(server, 'GET', path, publicDocument(door, operation, document), refuse);
  };
  for (const { declaration, handle } of operations.metadata) publicPath(declaration.path, declaration.id, handle);
  for (const name of OPENAPI_DOCUMENTS) {
    if (name !== 'oauth' && !door.apiVersions.some((version) => name === `users-${version}`)) continue;
    publicPath(`/openapi/${name}.json`, 'GetOpenApiDocument', async () => {
      // Loaded when somebody asks: the schemas would cost every start a tenth of a second.
      const { openApiDocument } = await import('@rollcall/contract/openapi');
      return openApiDocument(name, { serverUrl: door.baseUrl(), apiVersions: door.apiVersions });
    });
  }
}

function addFamily(server: FastifyInstance, door: Door, operations: OperationHandlers, version: ApiVersion): void {
  const previewHeaders = createPreviewHeaders(door.previewSunset, door.apiVersions);
  for (const handler of operations.users) {
    const { path, method } = handler.declaration;
    const refuse = (allow: string): RouteHandlerMethod => {
      return (request, reply) => {
        const headers = { allow, ...previewHeaders(version, () => successorPath(request.url)) };
        return refuseOutright(door, 'method_not_allowed', headers)(request, reply);
      };
    };
    addPath(server, method, `/${version}${toRoute(path)}`, usersExchange(door, version, handler), refuse);
  }
  for (const handler of operations.oauth) {
    const { paths, method } = handler.declaration;
    const preview = previewHeaders(version, () => paths.v1);
    const refuse = (allow: string) => refuseOAuth(door, new OAuthRefusal('method_not_allowed'), { allow, ...preview });
    addPath(server, method, paths[version], oauthExchange(door, version, handler), refuse);
  }
}

/** The path with its one right method, and a refusal that names it for all others. */
function addPath(
  server: FastifyInstance,
  method: string,
  url: string,
  handler: RouteHandlerMethod,
  refuse: (allow: string) => RouteHandlerMethod,
): void {
  server.route({ method, url, handler });
  const others = server.supportedMethods.filter((each) => each !== method);
  server.route({ method: others, url, handler: refuse(method) });
}

/**
 * `{account}` as the router writes it. A user id ends before a colon, so that a verb nobody knows leads nowhere; the
 * colon of a verb is doubled, because a single one would start a parameter.
 */
function toRoute(path: string): string {
  return path.replace('{account}', ':account').replace('{user}:', ':user(^[^:]+)::').replace('{user}', ':user(^[^:]+)');
}

/** A document that is the same for everyone, and for as long as the server runs: put together once. */
function publicDocument(door: Door, operation: string, document: () => object | Promise<object>): RouteHandlerMethod {
  let body: Promise<string> | undefined;
  return async (request, reply) => {
    const startedAt = performance.now();
    body ??= Promise.resolve(document()).then((content) => JSON.stringify(content));
    const answer = { status: 200, headers: JSON_TYPE, body: await body };
    recordExchange(door, request, { operation, status: 200, startedAt });
    return send(reply, request.id, answer);
  };
}
