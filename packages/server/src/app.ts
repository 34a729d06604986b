import type { ApiVersion, Quota } from '@rollcall/contract';
import { createAdmin } from './admin/create-admin.ts';
import { createConsoleRoutes } from './console/console-routes.ts';
import type { Random } from './domain/random.ts';
import { startHousekeeping } from './housekeeping.ts';
import type { LimitStore } from './limits/limit-store.ts';
import { type Listener, type ListenerOptions, startListener } from './listener.ts';
import { createService } from './service.ts';
import type { Storage } from './storage/storage.ts';
import { createMetrics } from './telemetry/metrics.ts';

export type { Address } from './listener.ts';
export type { TlsMaterial } from './tls/tls-material.ts';

export interface AppOptions extends ListenerOptions {
  readonly storage: Storage;
  /** Where tokens come from; the system's unless given. */
  readonly random?: Random;
  /** Requests per application; 0 switches a limit off. */
  readonly limits: Quota;
  /** Where several servers count together; undefined: this one counts by itself. It stays open: it is the caller's. */
  readonly limitStore?: LimitStore | undefined;
  /** Refuse unknown parameters and misspelt page parameters. */
  readonly strict: boolean;
  readonly apiVersions: readonly ApiVersion[];
  /** When the preview goes away; its answers then carry Deprecation, Sunset and Link. */
  readonly previewSunset: Date | undefined;
  /** Where the built console is; undefined: it is not served. */
  readonly consoleFolder?: URL | undefined;
  /** Whether the management API is served; it is unless switched off. */
  readonly management?: boolean | undefined;
}

export interface RunningApp extends Omit<Listener, 'close'> {
  /** Stops accepting, finishes what runs (at most 8 s), and stops listening. The storage stays open: it is the caller's. */
  close(): Promise<void>;
}

/**
 * Starts the service: the one function that serve and the tests call. Resolves when it answers.
 * @throws the system's error when an address cannot be listened on
 */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { storage, limitStore, consoleFolder } = options;
  const metrics = createMetrics();
  let baseUrl = options.publicUrl ?? '';
  const check = () => Promise.all([storage.check(), limitStore?.check()]);
  const stopping = new AbortController();
  const service = await createService({ ...options, metrics, baseUrl: () => baseUrl });
  const { door } = service;
  const admin =
    options.management === false ? undefined : createAdmin(door, { ...options, check, stopping: stopping.signal });
  const routes = [
    ...service.routes,
    ...(admin?.routes ?? []),
    ...(consoleFolder ? createConsoleRoutes(door, consoleFolder) : []),
  ];
  const listener = await startListener(options, { door, routes, metrics, check });
  baseUrl ||= listener.baseUrl;
  const stopHousekeeping = startHousekeeping({ ...options, calls: door.calls, keyUses: admin?.keyUses });
  const close = () => {
    stopping.abort();
    return listener.close(stopHousekeeping);
  };
  return { ...listener, close };
}
