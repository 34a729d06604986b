import { once } from 'node:events';
import {
  CONTROL_OPERATIONS,
  type ControlOperation,
  type ControlOperationId,
  type ControlSchemaName,
} from '@rollcall/contract/sandbox';
import { CONTROL_BASE_PATH, sandboxOpenApiDocument } from '@rollcall/contract/sandbox/openapi';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { refuseWebPages } from './caller.ts';
import type { Controlled } from './control-call.ts';
import type { ControlApp } from './control-listener.ts';
import { ControlRefusal } from './control-refusal.ts';
import { CONTROL_HANDLERS } from './handlers/index.ts';
import { checked } from './schema-check.ts';

/** A seed may be large: as much as an import of some hundred thousand people. */
const MAX_BODY_BYTES = 128 * 2 ** 20;

/** What answers at the controls, with every route on it. */
export async function createControlApp(
  sandbox: Controlled & { readonly host: string; readonly logger: Logger },
): Promise<ControlApp> {
  const server = Fastify({
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: 1024 },
    exposeHeadRoutes: false,
  });
  server.addHook('onRequest', async (request) => refuseWebPages(request, sandbox.host));
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
  const operations: readonly ControlOperation[] = CONTROL_OPERATIONS;
  for (const operation of operations) addOperation(server, sandbox, operation);
  server.get(`${CONTROL_BASE_PATH}/openapi.json`, () => sandboxOpenApiDocument(sandbox.url()));
  refuseOtherMethods(server, operations);
  server.setNotFoundHandler(() => {
    throw new ControlRefusal('path_not_found');
  });
  server.setErrorHandler(async (error: FastifyError | ControlRefusal, _request, reply) => {
    const refusal = toRefusal(error);
    if (refusal.status >= 500) sandbox.logger.error({ err: error }, 'a control failed');
    return reply.code(refusal.status).headers(refusal.headers).send(refusal.body());
  });
  await server.ready();
  return (request, response) => server.routing(request, response);
}

function addOperation(server: FastifyInstance, sandbox: Controlled, operation: ControlOperation): void {
  const { id, method, path, query, body, success } = operation;
  const handler = CONTROL_HANDLERS[id as ControlOperationId]; // the ids of the list itself
  if (handler === undefined) return;
  server.route({
    method,
    url: toRoute(path),
    handler: async (request, reply) => {
      const params = request.params as Record<string, string>; // the route's own pattern
      const result = await handler({
        sandbox,
        params,
        query: query === undefined ? {} : checked(query, request.query, 'query'),
        body: body === undefined ? {} : checked(body, parseBody(request, body), 'body'),
        homed: () => {
          const homed = sandbox.regions.find(params.account ?? '');
          if (homed) return homed;
          throw new ControlRefusal('not_found', {
            sentence: `There is no account ${params.account} here. GET ${CONTROL_BASE_PATH}/accounts lists them.`,
          });
        },
        signal: goneSignal(request),
      });
      return reply.code(success.status).send(result);
    },
  });
}

function parseBody(request: FastifyRequest, schema: ControlSchemaName): unknown {
  if (typeof request.body !== 'string' || request.body === '') return {};
  try {
    return JSON.parse(request.body);
  } catch {
    throw new ControlRefusal('invalid_control', { sentence: `The body is no JSON. Send a ${schema} as JSON.` });
  }
}

function refuseOtherMethods(server: FastifyInstance, operations: readonly ControlOperation[]): void {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  for (const [path, group] of byPath) {
    const allowed = group.map(({ method }) => method);
    server.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !allowed.some((each) => each === method)),
      url: toRoute(path),
      handler: () => {
        throw new ControlRefusal('method_not_allowed', { headers: { allow: allowed.join(', ') } });
      },
    });
  }
}

/** `{account}:reset` as the router writes it: a parameter ends before a colon, and a verb's own colon is doubled. */
function toRoute(path: string): string {
  return CONTROL_BASE_PATH + path.replaceAll(':', '::').replaceAll(/\{(\w+)\}/g, ':$1(^[^:/]+)');
}

function goneSignal({ raw }: FastifyRequest): AbortSignal {
  const gone = new AbortController();
  once(raw.socket, 'close', { signal: gone.signal }).then(
    () => gone.abort(),
    () => {},
  );
  return gone.signal;
}

/** What the framework refuses by itself is a request that cannot be read. */
function toRefusal(error: FastifyError | ControlRefusal): ControlRefusal {
  if (error instanceof ControlRefusal) return error;
  const { statusCode = 500 } = error;
  if (statusCode >= 400 && statusCode < 500) return new ControlRefusal('invalid_control', { sentence: error.message });
  return new ControlRefusal('internal', { cause: error });
}
