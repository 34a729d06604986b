import { Server as HttpsServer } from 'node:https';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from './domain/clock.ts';
import type { Door } from './http/door.ts';
import { drain, followConnections } from './http/drain.ts';
import type { ServedRoute } from './http/routes.ts';
import { createServer, TIMEOUTS, type Timeouts } from './http/server.ts';
import type { Metrics } from './telemetry/metrics.ts';
import { startTelemetryListener, type TelemetryListener } from './telemetry/telemetry-listener.ts';
import type { TlsMaterial } from './tls/tls-material.ts';

/** Where a listener listens. */
export interface Address {
  /** Name or IP address of the interface. */
  readonly host: string;
  /** 1 to 65535, or 0 for a free one. */
  readonly port: number;
}

export interface ListenerOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly listen: Address;
  /** Undefined: plain HTTP. */
  readonly tls: TlsMaterial | undefined;
  /** Health and metrics listen here; undefined: nowhere. */
  readonly telemetry: Address | undefined;
  /** The URL clients use, where it is not the listener's own. No trailing slash. */
  readonly publicUrl: string | undefined;
  /** Addresses or CIDR ranges whose X-Forwarded-For is believed. Empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Connections at the most. */
  readonly maxConnections: number;
  /** How long who is slow is borne with, where that is not as usual. */
  readonly timeouts?: Partial<Timeouts> | undefined;
}

/** What is listened for. */
export interface Served {
  /** Answers what leads to no route. */
  readonly door: Door;
  readonly routes: readonly ServedRoute[];
  readonly metrics: Metrics;
  /** Throws where what answers cannot do its work. */
  readonly check: () => Promise<unknown>;
}

export interface Listener {
  /** `https://localhost:8443`: the public URL, or what the listener got. */
  readonly baseUrl: string;
  /** What the listener got, whatever the public URL is: `https://localhost:8443`. */
  readonly listenerUrl: string;
  /** `http://127.0.0.1:8444`, where telemetry listens. */
  readonly telemetryUrl: string | undefined;
  /**
   * Stops accepting, finishes what runs (at most 8 s), and stops listening.
   * @param last what is to be done when nothing runs any more, while health can still be asked
   */
  close(last?: () => Promise<void>): Promise<void>;
}

/**
 * Listens for a service. Resolves when it answers.
 * @throws the system's error when an address cannot be listened on
 */
export async function startListener(options: ListenerOptions, served: Served): Promise<Listener> {
  const { logger, clock } = options;
  const { metrics } = served;
  let stopping = false;
  const server = createServer(options, served.door, served.routes);
  const connections = followConnections(server);
  metrics.setConnections(() => connections.size);
  const isReady = async () => {
    if (!stopping) await served.check();
    return !stopping;
  };
  const telemetry = options.telemetry
    ? await startTelemetryListener({ address: options.telemetry, isReady, metrics, logger, clock })
    : undefined;
  await listen(server, options.listen, telemetry);
  const listenerUrl = listenerUrlOf(server, options);
  const stopFollowing = followCertificate(server, options.tls);
  return {
    baseUrl: options.publicUrl ?? listenerUrl,
    listenerUrl,
    telemetryUrl: telemetry?.url,
    close: async (last) => {
      stopping = true;
      stopFollowing();
      await drain(server, connections, { ...TIMEOUTS, ...options.timeouts });
      await last?.();
      await telemetry?.close();
    },
  };
}

async function listen(
  server: FastifyInstance,
  address: Address,
  telemetry: TelemetryListener | undefined,
): Promise<void> {
  try {
    await server.listen({ ...address });
  } catch (error) {
    await telemetry?.close();
    throw error;
  }
}

/** What clients on this machine call it. Loopback is `localhost`: that is the name local certificates are made for. */
function listenerUrlOf(server: FastifyInstance, { tls, listen: { host } }: ListenerOptions): string {
  const isLocal = ['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'].includes(host);
  const name = host.includes(':') ? `[${host}]` : host;
  const bound = server.server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
  return `${tls ? 'https' : 'http'}://${isLocal ? 'localhost' : name}:${port}`;
}

function followCertificate(server: FastifyInstance, tls: TlsMaterial | undefined): () => void {
  const listener: unknown = server.server; // Fastify's type knows the plain listener only
  if (!tls?.onChange || !(listener instanceof HttpsServer)) return () => {};
  return tls.onChange(({ cert, key }) => listener.setSecureContext({ cert, key }));
}
