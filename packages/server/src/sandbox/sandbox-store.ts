import { openSqliteStorage } from '../storage/sqlite/open.ts';
import type { Storage } from '../storage/storage.ts';
import { fillStorage, type SandboxCredentials } from './fill-storage.ts';
import { ReplaceableStorage } from './replaceable-storage.ts';
import { type ReadSeed, readSeed, type Seed } from './seed.ts';

export interface SandboxStoreOptions {
  /** The demo people unless given. */
  readonly seed?: Seed | undefined;
  /** Bytes the in-memory read model may use. Default 256 MiB. */
  readonly cacheBytes?: number | undefined;
}

/** A seeded store in memory that can be put back to its seed while it is served. */
export interface SandboxStore {
  /** Stays the same object through every reset. */
  readonly storage: Storage;
  readonly credentials: SandboxCredentials;
  /**
   * Puts people, applications and tokens back to the seed. Calls of the storage that were under way end with the data
   * they began with. Not to be called again before it has resolved.
   */
  reset(): Promise<void>;
}

/**
 * Opens a store in memory and fills it. Closing `storage` closes it.
 *
 * @throws SeedRefused saying where the seed is wrong
 */
export async function openSandboxStore({ seed, cacheBytes }: SandboxStoreOptions): Promise<SandboxStore> {
  const read = seed === undefined ? undefined : await readSeed(seed);
  const { storage: first, credentials } = await openFilled(read, cacheBytes);
  const replaceable = new ReplaceableStorage(first);
  return {
    storage: replaceable.storage,
    credentials,
    reset: async () => {
      const next = await openFilled(read, cacheBytes);
      await replaceable.replace(next.storage).close();
    },
  };
}

async function openFilled(
  seed: ReadSeed | undefined,
  cacheBytes: number | undefined,
): Promise<{ readonly storage: Storage; readonly credentials: SandboxCredentials }> {
  const cache = cacheBytes === undefined ? {} : { cacheBytes };
  const storage = await openSqliteStorage({ dataDir: undefined, role: 'server', ...cache });
  try {
    return { storage, credentials: await fillStorage(storage, seed) };
  } catch (error) {
    await storage.close();
    throw error;
  }
}
