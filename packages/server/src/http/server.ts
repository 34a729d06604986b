import { METHODS } from 'node:http';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { OAuthRefusal } from '../domain/refusal.ts';
import type { OperationHandlers } from '../operations/index.ts';
import type { CertificatePair } from '../tls/tls-material.ts';
import { send } from './answer.ts';
import type { Door } from './door.ts';
import { oauthRefusalAnswer, toOAuthRefusal } from './refusal-answer.ts';
import { createRequestIds } from './request-id.ts';
import { addRoutes } from './routes.ts';
import { answerParserError } from './transport-errors.ts';
import { refuseOutright } from './unmatched.ts';

export interface ServerOptions {
  /** Undefined: plain HTTP. */
  readonly tls: CertificatePair | undefined;
  readonly trustedProxies: readonly string[];
  readonly maxConnections: number;
}

/** Slow senders, silent connections and half-open handshakes are let go after these. */
const TIMEOUTS_MS = { handshake: 10_000, headers: 10_000, request: 20_000, keepAlive: 72_000, check: 2_000 };
const MAX_HEADER_BYTES = 16 * 1024;
/** Longer path parts than any id of ours lead nowhere. */
const MAX_PARAM_LENGTH = 128;

/** The HTTP server with every route on it; it does not listen yet. */
export function createServer(options: ServerOptions, door: Door, operations: OperationHandlers): FastifyInstance {
  const newRequestId = createRequestIds();
  const server = Fastify({
    ...listenerOptions(options),
    genReqId: newRequestId,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    rewriteUrl: (request) => withPlainColon(request.url ?? '/'),
    clientErrorHandler: (error, socket) => answerParserError(error, socket, newRequestId()),
    frameworkErrors: (error, request, reply) => refuseFrameworkError(door, error, request, reply),
  });
  server.server.maxConnections = options.maxConnections;
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !server.supportedMethods.includes(method)) server.addHttpMethod(method);
  }
  // Bodies are read by the exchange, after the protections, and never before: the parser only passes the stream on.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  server.setNotFoundHandler(refuseOutright(door, 'path_not_found'));
  server.setErrorHandler((error: FastifyError, request, reply) => refuseFrameworkError(door, error, request, reply));
  addRoutes(server, door, operations);
  return server;
}

function listenerOptions({ tls }: ServerOptions) {
  const http = {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: TIMEOUTS_MS.headers,
    requestTimeout: TIMEOUTS_MS.request,
    keepAliveTimeout: TIMEOUTS_MS.keepAlive,
    connectionsCheckingInterval: TIMEOUTS_MS.check,
  };
  if (!tls) return { http, requestTimeout: TIMEOUTS_MS.request, keepAliveTimeout: TIMEOUTS_MS.keepAlive };
  const https = { ...http, cert: tls.cert, key: tls.key, handshakeTimeout: TIMEOUTS_MS.handshake };
  return { https, requestTimeout: TIMEOUTS_MS.request, keepAliveTimeout: TIMEOUTS_MS.keepAlive };
}

/** `%3Asuspend` is the same path as `:suspend`; the router would tell them apart. */
function withPlainColon(url: string): string {
  if (!url.includes('%3')) return url;
  const end = url.indexOf('?');
  const path = end < 0 ? url : url.slice(0, end);
  return path.replace(/%3a/gi, ':') + (end < 0 ? '' : url.slice(end));
}

/** What the framework itself refuses: a path that cannot be decoded, a content type that cannot be read. */
function refuseFrameworkError(
  door: Door,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (/\/oauth2?\//.test(request.url)) {
    const refusal = isOurFault(error) ? toOAuthRefusal(error) : new OAuthRefusal('unsupported_media_type');
    return send(reply, request.id, oauthRefusalAnswer(refusal));
  }
  if (isOurFault(error)) return refuseOutright(door, 'internal', {}, error)(request, reply);
  const reason = error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? 'invalid_body' : 'malformed_request';
  return refuseOutright(door, reason)(request, reply);
}

function isOurFault(error: FastifyError): boolean {
  return !error.code?.startsWith('FST_') || (error.statusCode ?? 500) >= 500;
}
