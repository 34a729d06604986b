import { API_VERSIONS, type ApiVersion, QUOTAS, type Quota } from '@rollcall/contract';
import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.ts';
import type { Address, ListenerOptions } from '../listener.ts';
import type { TlsMaterial } from '../tls/tls-material.ts';
import type { ContentsOptions } from './seed/contents.ts';
import type { TenantSettings } from './tenant/tenant-origin.ts';

export interface SandboxRegionOptions {
  /** `eu`: how the controls call it. */
  readonly name: string;
  /** A free port of 127.0.0.1 unless given. */
  readonly listen?: Address | undefined;
  /** The fixed name of the public region it stands for: on any listener, requests for that host are its own. */
  readonly hostName?: string | undefined;
}

export interface SandboxOptions extends ContentsOptions {
  /** Where tokens and limits take the time from. The machine's unless given. */
  readonly clock?: Clock | undefined;
  /** Requests of an application; 0 switches a limit off. As in production unless given: 100 a minute, 6,000 an hour. */
  readonly limits?: { readonly [Name in keyof Quota]?: Quota[Name] | undefined } | undefined;
  /** Refuse unknown parameters and misspelt page parameters. */
  readonly strict?: boolean | undefined;
  /** The path families that are served; both unless given. */
  readonly apiVersions?: readonly ApiVersion[] | undefined;
  /** When the preview goes away, by the clock of the account. */
  readonly previewSunset?: Date | undefined;
  /** A free port of 127.0.0.1 unless given. For a sandbox of one region. */
  readonly listen?: Address | undefined;
  /** One region called `sandbox` unless given. */
  readonly regions?: readonly SandboxRegionOptions[] | undefined;
  /** Where the controls listen, over plain HTTP: a free port of 127.0.0.1 unless given; null: nowhere. */
  readonly control?: Address | null | undefined;
  /** HTTPS: true for a certificate for localhost from a CA that lives and dies with the sandbox, or a certificate of one's own. */
  readonly tls?: boolean | TlsMaterial | undefined;
  /** The CA to trust, as PEM, where `tls` is a certificate of one's own: the controls tell it. */
  readonly ca?: string | undefined;
  /** Bytes the in-memory read model of each account may use. Default 256 MiB. */
  readonly cacheBytes?: number | undefined;
  /** Silent unless given. */
  readonly logger?: Logger | undefined;
  /** How it listens, where that is not as usual. Telemetry is about the first region. */
  readonly listener?: Partial<
    Pick<ListenerOptions, 'telemetry' | 'publicUrl' | 'trustedProxies' | 'maxConnections' | 'timeouts'>
  >;
}

/**
 * What the accounts of a sandbox begin with.
 *
 * @throws RangeError for limits or API versions that cannot be
 */
export function settingsOf(options: SandboxOptions): TenantSettings {
  const { limits = {}, strict = false, apiVersions = API_VERSIONS, previewSunset } = options;
  const { perMinute = QUOTAS.users.perMinute, perHour = QUOTAS.users.perHour } = limits;
  const all = { perMinute, perHour };
  for (const name of ['perMinute', 'perHour'] as const) {
    if (Number.isSafeInteger(all[name]) && all[name] >= 0) continue;
    throw new RangeError(`limits.${name} must be a whole number of requests, or 0 for no limit.`);
  }
  if (apiVersions.length === 0 || !apiVersions.every((version) => API_VERSIONS.includes(version))) {
    throw new RangeError(`apiVersions must name one or both of ${API_VERSIONS.join(' and ')}.`);
  }
  return { limits: all, strict, apiVersions, previewSunset, previewDeprecation: undefined };
}
