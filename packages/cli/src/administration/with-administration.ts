import type { ValuesOf } from '../options/option.ts';
import type { storeOptions } from '../options/store-options.ts';
import type { Administration } from './administration.ts';
import { storeAdministration } from './store/store-administration.ts';
import { storePlace } from './store-place.ts';
import { withStore } from './with-store.ts';

/** A call of a command that administers. */
interface Call {
  readonly options: ValuesOf<typeof storeOptions>;
  readonly givenAs: (name: keyof typeof storeOptions) => string | undefined;
}

/**
 * Works on what the options name.
 *
 * @param make whether a folder that is not there yet is made
 * @throws UsageError where they name two places
 * @throws Failure if it cannot be reached
 */
export function withAdministration<T>(
  { options, givenAs }: Call,
  make: 'make' | 'must-exist',
  work: (administration: Administration) => Promise<T>,
): Promise<T> {
  return withStore(storePlace(options, givenAs), make, (storage) => work(storeAdministration(storage)));
}
