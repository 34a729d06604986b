import type { ApiVersion, Quota } from '@rollcall/contract';
import type { Logger } from 'pino';
import type { Clock } from './domain/clock.ts';
import type { Storage } from './storage/storage.ts';
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
  /** Refuse unknown parameters and misspelt page parameters. */
  readonly strict: boolean;
  readonly apiVersions: readonly ApiVersion[];
  /** When the preview goes away; its answers then carry Deprecation, Sunset and Link. */
  readonly previewSunset: Date | undefined;
  /** Connections at the most. */
  readonly maxConnections: number;
}

export interface RunningApp {
  /** `https://localhost:8443`: the public URL, or what the listener got. */
  readonly baseUrl: string;
  /** `http://127.0.0.1:8444`, where telemetry listens. */
  readonly telemetryUrl: string | undefined;
  /** Stops accepting, finishes what runs (at most 8 s), and stops listening. The storage stays open: it is the caller's. */
  close(): Promise<void>;
}

/** Starts the service. The one function that serve, sandbox and tests call. Resolves when it answers. */
export async function startApp(_options: AppOptions): Promise<RunningApp> {
  throw new Error('being written');
}
