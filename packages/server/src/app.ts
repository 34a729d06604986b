import { Server as HttpsServer } from 'node:https';
import type { ApiVersion, Quota } from '@rollcall/contract';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from './domain/clock.ts';
import { PageTokens } from './domain/page-token.ts';
import { type Random, systemRandom } from './domain/random.ts';
import { startHousekeeping } from './housekeeping.ts';
import { CallLog } from './http/call-log.ts';
import type { Door } from './http/door.ts';
import { drain, followConnections } from './http/drain.ts';
import { createServer, TIMEOUTS, type Timeouts } from './http/server.ts';
import { createLimits } from './limits/create-limits.ts';
import type { LimitStore } from './limits/limit-store.ts';
import { createOperations } from './operations/index.ts';
import type { Storage } from './storage/storage.ts';
import { createMetrics, type Metrics } from './telemetry/metrics.ts';
import { startTelemetryListener, type TelemetryListener } from './telemetry/telemetry-listener.ts';
import type { TlsMaterial } from './tls/tls-material.ts';

export type { TlsMaterial } from './tls/tls-material.ts';

/** Where a listener listens. */
export interface Address {
  /** Name or IP address of the interface. */
  readonly host: string;
  /** 1 to 65535, or 0 for a free one. */
  readonly port: number;
}

export interface AppOptions {
  readonly storage: Storage;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Where tokens come from; the system's unless given. */
  readonly random?: Random;
  readonly listen: Address;
  /** Undefined: plain HTTP. */
  readonly tls: TlsMaterial | undefined;
  /** Health and metrics listen here; undefined: nowhere. */
  readonly telemetry: Address | undefined;
  /** Name of the region this server is. */
  readonly region: string;
  /** The URL clients use, where it is not the listener's own. No trailing slash. */
  readonly publicUrl: string | undefined;
  /** Addresses or CIDR ranges whose X-Forwarded-For is believed. Empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Requests per application; 0 switches a limit off. */
  readonly limits: Quota;
  /** Where several servers count together; undefined: this one counts by itself. It stays open: it is the caller's. */
  readonly limitStore?: LimitStore | undefined;
  /** Refuse unknown parameters and misspelt page parameters. */
  readonly strict: boolean;
  readonly apiVersions: readonly ApiVersion[];
  /** When the preview goes away; its answers then carry Deprecation, Sunset and Link. */
  readonly previewSunset: Date | undefined;
  /** Connections at the most. */
  readonly maxConnections: number;
  /** How long who is slow is borne with, where that is not as usual. */
  readonly timeouts?: Partial<Timeouts> | undefined;
}

export interface RunningApp {
  /** `https://localhost:8443`: the public URL, or what the listener got. */
  readonly baseUrl: string;
  /** What the listener got, whatever the public URL is: `https://localhost:8443`. */
  readonly listenerUrl: string;
  /** `http://127.0.0.1:8444`, where telemetry listens. */
  readonly telemetryUrl: string | undefined;
  /** Lets limits, the guard against guessing secrets and the counts of callers start anew: a sandbox goes back to its seed. */
  forgetCallers(): void;
  /** Stops accepting, finishes what runs (at most 8 s), and stops listening. The storage stays open: it is the caller's. */
  close(): Promise<void>;
}

/**
 * Starts the service: the one function that serve, sandbox and tests call. Resolves when it answers.
 * @throws the system's error when an address cannot be listened on
 */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { storage, logger, clock } = options;
  let baseUrl = options.publicUrl ?? '';
  let stopping = false;
  const metrics = createMetrics();
  const door = createDoor(options, metrics, () => baseUrl);
  const operations = createOperations({
    storage,
    clock,
    random: options.random ?? systemRandom,
    pageTokens: new PageTokens(await storage.loadKey('page-tokens')),
    baseUrl: door.baseUrl,
    apiVersions: options.apiVersions,
  });
  const server = createServer(options, door, operations);
  const connections = followConnections(server);
  metrics.setConnections(() => connections.size);
  const isReady = async () => {
    if (!stopping) await Promise.all([storage.check(), options.limitStore?.check()]);
    return !stopping;
  };
  const telemetry = options.telemetry
    ? await startTelemetryListener({ address: options.telemetry, isReady, metrics, logger, clock })
    : undefined;
  await listen(server, options.listen, telemetry);
  const listenerUrl = listenerUrlOf(server, options);
  baseUrl ||= listenerUrl;
  const stopFollowing = followCertificate(server, options.tls);
  const stopHousekeeping = startHousekeeping({ ...options, calls: door.calls });

  return {
    baseUrl,
    listenerUrl,
    telemetryUrl: telemetry?.url,
    forgetCallers: () => {
      door.quotas.clear();
      door.attempts.clear();
      door.calls.clear();
    },
    close: async () => {
      stopping = true;
      stopFollowing();
      await drain(server, connections, options.timeouts?.drain ?? TIMEOUTS.drain);
      await stopHousekeeping();
      await telemetry?.close();
    },
  };
}

function createDoor(options: AppOptions, metrics: Metrics, baseUrl: () => string): Door {
  const { storage, clock, logger, strict, apiVersions, previewSunset, limits: quota, limitStore: store } = options;
  return {
    storage,
    clock,
    logger,
    metrics,
    ...createLimits({ store, clock, quota, observe: metrics.observeLimitStore }),
    calls: new CallLog(clock),
    strict,
    apiVersions,
    previewSunset,
    baseUrl,
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
function listenerUrlOf(server: FastifyInstance, { tls, listen: { host } }: AppOptions): string {
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
