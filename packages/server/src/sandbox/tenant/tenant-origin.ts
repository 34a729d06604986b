import type { ApiVersion, Quota } from '@rollcall/contract';
import type { Clock } from '../../domain/clock.ts';
import type { ServiceOptions } from '../../service.ts';
import type { Storage } from '../../storage/storage.ts';
import type { ClockStart } from '../clock/account-clock.ts';
import type { SandboxCredentials } from '../seed/fill-storage.ts';

/** What may be changed while it is used. */
export interface TenantSettings {
  readonly limits: Quota;
  readonly strict: boolean;
  readonly apiVersions: readonly ApiVersion[];
  /** When the preview goes away; undefined: it stays. */
  readonly previewSunset: Date | undefined;
  /** Since when it is deprecated, where that is not the published date. */
  readonly previewDeprecation: Date | undefined;
}

/** How it begins, and begins again at every reset. */
export interface TenantOrigin {
  readonly name: string;
  /** Whether the sandbox started with it. */
  readonly seeded: boolean;
  readonly settings: TenantSettings;
  readonly clock: ClockStart;
  /** Puts people and applications into an empty store: the same at every call. */
  readonly fill: (storage: Storage) => Promise<SandboxCredentials>;
}

/** What it lives in. */
export interface TenantSurroundings extends Pick<ServiceOptions, 'logger' | 'metrics' | 'baseUrl' | 'send'> {
  readonly drive: Clock;
  /** Bytes the in-memory read model may use. */
  readonly cacheBytes: number;
}
