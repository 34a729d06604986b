import type { Administration } from './administration.ts';
import { type AdministrationCall, administrationPlace } from './administration-place.ts';
import { storeAdministration } from './store/store-administration.ts';
import { withStore } from './with-store.ts';

/**
 * Works on what the options name.
 *
 * @param make whether a folder that is not there yet is made
 * @throws UsageError where they name two places
 * @throws Failure if it cannot be reached
 */
export async function withAdministration<T>(
  call: AdministrationCall,
  make: 'make' | 'must-exist',
  work: (administration: Administration) => Promise<T>,
): Promise<T> {
  const place = administrationPlace(call);
  if (place.kind !== 'server') return withStore(place, make, (storage) => work(storeAdministration(storage)));
  const { connectAdministration } = await import('./api/connect-administration.ts');
  return work(await connectAdministration(place));
}
