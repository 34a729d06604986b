import { METHODS } from 'node:http';
import {
  CONTROL_OPERATIONS,
  type ControlOperation,
  type ControlOperationId,
  type ControlSchemaName,
} from '@rollcall/contract/sandbox';
import { CONTROL_BASE_PATH, sandboxOpenApiDocument } from '@rollcall/contract/sandbox/openapi';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Homed } from '../region/regions.ts';
import { refuseWebPages } from './caller.ts';
import { checked } from './checked.ts';
import type { Controlled } from './control-call.ts';
import type { ControlApp } from './control-listener.ts';
import { ControlRefusal } from './control-refusal.ts';
import { CONTROL_HANDLERS } from './handlers/index.ts';

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
    rewriteUrl: ({ url = '/' }) => withPlainVerb(url),
    frameworkErrors: (error, _request, reply) => refuse(reply, error, sandbox.logger),
  });
  server.addHook('onRequest', async (request, reply) => {
    // What others have written, names included, is for nobody to take for a page or a script.
    reply.header('x-content-type-options', 'nosniff');
    refuseWebPages(request, sandbox.host);
  });
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !server.supportedMethods.includes(method)) server.addHttpMethod(method);
  }
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
  const operations: readonly ControlOperation[] = CONTROL_OPERATIONS;
  for (const operation of operations) addOperation(server, sandbox, operation);
  server.get(`${CONTROL_BASE_PATH}/openapi.json`, () => sandboxOpenApiDocument(sandbox.url()));
  const documented = { path: '/openapi.json', method: 'GET' } as const;
  refuseOtherMethods(server, [...operations, documented]);
  server.setNotFoundHandler(() => {
    throw new ControlRefusal('path_not_found');
  });
  server.setErrorHandler((error: FastifyError | ControlRefusal, _, reply) => refuse(reply, error, sandbox.logger));
  await server.ready();
  return (request, response) => server.routing(request, response);
}

function addOperation(server: FastifyInstance, sandbox: Controlled, operation: ControlOperation): void {
  const { id, method, path, query, body, success } = operation;
  const handler = CONTROL_HANDLERS[id as ControlOperationId]; // the ids of the list itself
  server.route({
    method,
    url: toRoute(path),
    handler: async (request, reply) => {
      const params = request.params as Record<string, string>; // the route's own pattern
      const homed = () => findHomed(sandbox, params.account ?? '');
      try {
        const result = await handler({
          sandbox,
          params,
          query: query === undefined ? {} : checked(query, request.query, 'query'),
          body: body === undefined ? {} : checked(body, parseBody(request, body), 'body'),
          homed,
          signal: goneSignal(reply),
        });
        return reply.code(success.status).send(result);
      } catch (error) {
        // What an account that somebody deletes meanwhile fails with is not its fault.
        if (params.account !== undefined && !(error instanceof ControlRefusal)) homed();
        throw error;
      }
    },
  });
}

/** @throws ControlRefusal not_found */
function findHomed({ regions }: Controlled, accountId: string): Homed {
  const homed = regions.find(accountId);
  if (homed) return homed;
  throw new ControlRefusal('not_found', {
    sentence: `There is no account ${accountId} here. List the accounts to see which there are.`,
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

function refuseOtherMethods(
  server: FastifyInstance,
  operations: readonly Pick<ControlOperation, 'path' | 'method'>[],
): void {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  for (const [path, group] of byPath) {
    const allowed = group.map(({ method }) => method);
    server.route({
      method: server.supportedMethods.filter((method) => !allowed.some((each) => each === method)),
      url: toRoute(path),
      handler: () => {
        throw new ControlRefusal('method_not_allowed', { headers: { allow: allowed.join(', ') } });
      },
    });
  }
}

/** `%3Areset`, as clients write it that escape all there is, is `:reset`. */
function withPlainVerb(url: string): string {
  return url.replace(/^([^?]*)%3a([a-z]+)(?=\?|$)/i, '$1:$2');
}

/** `{account}:reset` as the router writes it: a parameter ends before a colon, and a verb's own colon is doubled. */
function toRoute(path: string): string {
  return CONTROL_BASE_PATH + path.replaceAll(':', '::').replaceAll(/\{(\w+)\}/g, ':$1(^[^:/]+)');
}

/** Of this answer, not of its connection: that one carries many, and would keep a listener of each. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
}

function refuse(reply: FastifyReply, error: FastifyError | ControlRefusal, logger: Logger): FastifyReply {
  const refusal = toRefusal(error);
  if (refusal.status >= 500) logger.error({ err: error }, 'a control failed');
  return reply.code(refusal.status).headers(refusal.headers).send(refusal.body());
}

/** What the framework refuses by itself is a request that cannot be read. */
function toRefusal(error: FastifyError | ControlRefusal): ControlRefusal {
  if (error instanceof ControlRefusal) return error;
  const { statusCode = 500, message } = error;
  if (statusCode >= 400 && statusCode < 500) {
    const sentence = `The request cannot be read: ${message}. ${CONTROL_BASE_PATH}/openapi.json says how to ask.`;
    return new ControlRefusal('invalid_control', { sentence });
  }
  return new ControlRefusal('internal', { cause: error });
}
