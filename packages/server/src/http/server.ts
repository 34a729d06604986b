import { METHODS } from 'node:http';
import { ERRORS, OPERATIONS } from '@rollcall/contract';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { OAuthRefusal } from '../domain/refusal.ts';
import type { CertificatePair } from '../tls/tls-material.ts';
import type { Door } from './door.ts';
import { toOAuthRefusal } from './refusal-answer.ts';
import { createRequestIds } from './request-id.ts';
import { addRoutes, type ServedRoute } from './routes.ts';
import { answerParserError } from './transport-errors.ts';
import { refuseOAuth, refuseOutright } from './unmatched.ts';

export interface ServerOptions {
  /** Undefined: plain HTTP. */
  readonly tls: CertificatePair | undefined;
  readonly trustedProxies: readonly string[];
  readonly maxConnections: number;
  readonly timeouts?: Partial<Timeouts> | undefined;
}

/** Milliseconds after which who holds the server up is let go. */
export interface Timeouts {
  /** From the connection to the end of the TLS handshake. */
  readonly handshake: number;
  /** From the first byte of a request, or the connection, to the end of the headers. */
  readonly headers: number;
  /** To the end of the body. */
  readonly request: number;
  /** Without a request on an open connection. */
  readonly keepAlive: number;
  /** Between two looks at headers and bodies that are late. */
  readonly check: number;
  /** For clients to hear that their connections close, when the service stops. */
  readonly farewell: number;
  /** For running requests after that. */
  readonly drain: number;
}

export const TIMEOUTS: Timeouts = {
  handshake: 10_000,
  headers: 10_000,
  request: 20_000,
  keepAlive: 72_000,
  check: 2_000,
  farewell: 1_000,
  drain: 7_000,
};
const MAX_HEADER_BYTES = 16 * 1024;

/**
 * The HTTP server with these routes on it; it does not listen yet.
 * @param door what answers requests that lead to no route
 */
export function createServer(options: ServerOptions, door: Door, routes: readonly ServedRoute[]): FastifyInstance {
  const newRequestId = createRequestIds();
  const server = Fastify({
    ...listenerOptions(options),
    genReqId: newRequestId,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    // What is too long to be an id is refused as one, not by the router.
    routerOptions: { maxParamLength: MAX_HEADER_BYTES },
    exposeHeadRoutes: false,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => answerParserError(door, error, socket, newRequestId()),
    frameworkErrors: (error, request, reply) => refuseFrameworkError(door, error, request, reply),
  });
  server.server.maxConnections = options.maxConnections;
  // Bodies are read by the exchange, after the protections, and never before: for the framework no method has one.
  for (const method of METHODS) {
    if (method !== 'CONNECT') server.addHttpMethod(method, { hasBody: false, overrideExisting: true });
  }
  // An expectation nobody can meet may be ignored (RFC 9110 section 10.1.1); left to Node.js, it is refused without a body.
  server.server.on('checkExpectation', (request, response) => server.server.emit('request', request, response));
  server.addHook('onRequest', (request, reply, done) => {
    if (lacksHost(request)) refuseMalformed(door, request, reply);
    else done();
  });
  server.setNotFoundHandler(refuseOutright(door, 'path_not_found'));
  server.setErrorHandler((error: FastifyError, request, reply) => refuseFrameworkError(door, error, request, reply));
  addRoutes(server, routes);
  return server;
}

/** No route has a schema of the framework's: its compilers, which would cost every start 30 ms, are not loaded. */
function noSchemas(): never {
  throw new Error('routes have no schemas of the framework');
}

function listenerOptions({ tls, timeouts }: ServerOptions) {
  const after = { ...TIMEOUTS, ...timeouts };
  const http = {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: after.headers,
    requestTimeout: after.request,
    keepAliveTimeout: after.keepAlive,
    connectionsCheckingInterval: after.check,
    requireHostHeader: false, // Node.js would refuse without a body: `lacksHost` refuses with one
  };
  const forFramework = { requestTimeout: after.request, keepAliveTimeout: after.keepAlive };
  if (!tls) return { http, ...forFramework };
  return { https: { ...http, cert: tls.cert, key: tls.key, handshakeTimeout: after.handshake }, ...forFramework };
}

/** RFC 9112 section 3.2: HTTP/1.1 demands one. */
function lacksHost({ raw }: FastifyRequest): boolean {
  return raw.headers.host === undefined && raw.httpVersionMinor === 1;
}

/** In the form of the endpoint that was meant. */
function refuseMalformed(door: Door, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const headers = { connection: 'close' };
  if (!isOAuthEndpoint(request)) return refuseOutright(door, 'malformed_request', headers)(request, reply);
  const refusal = new OAuthRefusal('invalid_request', { description: ERRORS.malformed_request.sentence });
  return refuseOAuth(door, refusal, headers)(request, reply);
}

const OAUTH_PATHS: ReadonlySet<string> = new Set(
  OPERATIONS.flatMap((operation) => (operation.kind === 'oauth' ? Object.values(operation.paths) : [])),
);

function isOAuthEndpoint({ url }: FastifyRequest): boolean {
  return OAUTH_PATHS.has(url.split('?', 1)[0] ?? '');
}

/** What the framework itself refuses: a path that cannot be decoded. Anything else is our own fault. */
function refuseFrameworkError(
  door: Door,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error.code === 'FST_ERR_BAD_URL') return refuseMalformed(door, request, reply);
  if (isOAuthEndpoint(request)) return refuseOAuth(door, toOAuthRefusal(error))(request, reply);
  return refuseOutright(door, 'internal', {}, error)(request, reply);
}
