import { type Random, systemRandom } from '../domain/random.ts';
import type { Door } from '../http/door.ts';
import type { ServedRoute } from '../http/routes.ts';
import type { Storage } from '../storage/storage.ts';
import { createEventLoopDelay } from '../telemetry/event-loop-delay.ts';
import type { AdminServices } from './admin-call.ts';
import { createAdminRoutes } from './admin-routes.ts';
import { createCsrfToken } from './cross-site.ts';
import { KeyUses } from './key-uses.ts';

export interface AdminOptions {
  readonly storage: Storage;
  readonly random?: Random | undefined;
  /** Throws where the service cannot do its work. */
  readonly check: () => Promise<unknown>;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
}

/** The management API: its paths, and what is to be written of its use now and then. */
export interface Admin {
  readonly routes: readonly ServedRoute[];
  readonly keyUses: KeyUses;
}

/** @param door whose answers, limits and log it shares */
export function createAdmin(door: Door, options: AdminOptions): Admin {
  const { storage, random = systemRandom, check, stopping } = options;
  const keyUses = new KeyUses(storage, door.clock);
  const startTime = new Date(door.clock.now());
  const routes = createAdminRoutes(door, async () => {
    const [{ createAdminExchanges }, csrfKey] = await Promise.all([
      import('./admin-exchange.ts'),
      storage.loadKey('csrf-tokens'),
    ]);
    const services: AdminServices = {
      ...door,
      storage,
      random,
      csrfToken: createCsrfToken(csrfKey),
      isReady: () =>
        check().then(
          () => true,
          () => false,
        ),
      startTime,
      eventLoopDelay: createEventLoopDelay(),
      stopping,
    };
    return createAdminExchanges(door, services, keyUses);
  });
  return { routes, keyUses };
}
