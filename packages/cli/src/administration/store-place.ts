import { UsageError } from '../failure.ts';
import type { ValuesOf } from '../options/option.ts';
import type { replicaOptions, storeOptions } from '../options/store-options.ts';

/** Where the data is. */
export type StorePlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'database'; readonly url: string; readonly replicas?: ReplicaPlaces };

/** Where people may be read as well. */
interface ReplicaPlaces {
  readonly urls: readonly string[];
  readonly maxLagMs: number;
}

/** @throws UsageError where both are given: one of them would be ignored */
export function storePlace(
  { dataDir, databaseUrl }: ValuesOf<typeof storeOptions>,
  givenAs: (name: keyof typeof storeOptions) => string | undefined,
): StorePlace {
  if (databaseUrl === undefined) return { kind: 'folder', folder: dataDir };
  const other = givenAs('dataDir');
  if (other !== undefined) {
    throw new UsageError(`${other} and ${givenAs('databaseUrl')} exclude each other: the data is in one place.`);
  }
  return { kind: 'database', url: databaseUrl };
}

/**
 * The place, with the replicas that people may be read from.
 * @throws UsageError where there is nothing that they could be replicas of
 */
export function withReplicas(
  place: StorePlace,
  { databaseReplicaUrls: urls, databaseReplicaMaxLag }: ValuesOf<typeof replicaOptions>,
  givenAs: (name: keyof typeof replicaOptions) => string | undefined,
): StorePlace {
  if (urls === undefined) return place;
  if (place.kind === 'folder') {
    throw new UsageError(
      `${givenAs('databaseReplicaUrls')} needs --database-url, the primary that they are replicas of.`,
    );
  }
  return { ...place, replicas: { urls, maxLagMs: databaseReplicaMaxLag * 1000 } };
}

/** A connection URL as it may be shown. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  for (const name of [...shown.searchParams.keys()]) if (/password/i.test(name)) shown.searchParams.delete(name);
  return shown.href;
}
