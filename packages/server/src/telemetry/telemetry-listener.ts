import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../domain/clock.ts';
import type { Metrics } from './metrics.ts';
import { createReadiness } from './readiness.ts';

export interface TelemetryOptions {
  /** `port` 0 takes a free one. */
  readonly address: { readonly host: string; readonly port: number };
  /** Whether requests can be served now: storage answers, and the service is not shutting down. */
  readonly isReady: () => Promise<boolean>;
  readonly metrics: Pick<Metrics, 'render' | 'contentType'>;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  readonly clock?: Clock;
  /** Milliseconds a readiness check may take. */
  readonly patienceMs?: number;
}

export interface TelemetryListener {
  /** `http://127.0.0.1:8444`. */
  readonly url: string;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

type Page = () => Answer | Promise<Answer>;

const TEXT = 'text/plain; charset=utf-8';
/** Probes and scrapers are few: more connections than this are a mistake or an attack. */
const MAX_CONNECTIONS = 100;
const REQUEST_TIMEOUT_MS = 5000;

/**
 * Health for the supervisor and numbers for Prometheus, on a listener of their own: plain HTTP, and never in the way of
 * the API's limits. `/healthz` says that the process answers, `/readyz` that it can serve.
 * @throws the system's error when the address cannot be listened on.
 */
export async function startTelemetryListener(options: TelemetryOptions): Promise<TelemetryListener> {
  const pages = createPages(options);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('request', (request, response) => {
    respond(pages, request, response).catch((error: unknown) => {
      options.logger.error({ err: error }, 'a telemetry page failed');
      send(request, response, { status: 500, type: TEXT, body: 'failed: see the log\n' });
    });
  });
  await listen(server, options.address);
  return { url: urlOf(server), close: () => closeServer(server) };
}

function createPages({
  isReady,
  metrics,
  logger,
  clock = systemClock,
  patienceMs,
}: TelemetryOptions): Map<string, Page> {
  const onFailure = (reason: unknown) => logger.warn({ err: reason }, 'not ready');
  const readiness = createReadiness({ isReady, clock, onFailure, patienceMs });
  return new Map<string, Page>([
    ['/healthz', () => ({ status: 200, type: TEXT, body: 'ok\n' })],
    [
      '/readyz',
      async () =>
        (await readiness())
          ? { status: 200, type: TEXT, body: 'ready\n' }
          : { status: 503, type: TEXT, body: 'not ready: the storage does not answer, or the server is stopping\n' },
    ],
    ['/metrics', async () => ({ status: 200, type: metrics.contentType, body: await metrics.render() })],
  ]);
}

async function respond(pages: Map<string, Page>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = pages.get((request.url ?? '').replace(/\?.*$/s, ''));
  if (page === undefined) {
    const body = `not found: there are ${[...pages.keys()].join(', ')}\n`;
    send(request, response, { status: 404, type: TEXT, body });
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    send(request, response, { status: 405, type: TEXT, body: 'use GET\n' });
  } else {
    send(request, response, await page());
  }
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function listen(server: Server, { host, port }: TelemetryOptions['address']): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server): string {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The telemetry listener has no address.');
  return `http://${hostOf(bound)}:${bound.port}`;
}

function hostOf({ address, family }: AddressInfo): string {
  return family === 'IPv6' ? `[${address}]` : address;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
