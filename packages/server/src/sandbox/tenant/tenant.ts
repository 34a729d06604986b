import type { PageTokens } from '../../domain/page-token.ts';
import type { Route } from '../../http/routes.ts';
import { createService, type Service } from '../../service.ts';
import { type MemoryStorage, openMemoryStorage } from '../../storage/sqlite/memory-storage.ts';
import type { Storage } from '../../storage/storage.ts';
import { AccountClock } from '../clock/account-clock.ts';
import { FaultBook } from '../faults/fault-book.ts';
import { Journal } from '../journal/journal.ts';
import type { SandboxCredentials } from '../seed/fill-storage.ts';
import { ReplaceableStorage } from './replaceable-storage.ts';
import { type Snapshot, Snapshots } from './snapshots.ts';
import type { TenantOrigin, TenantSettings, TenantSurroundings } from './tenant-origin.ts';
import { Turns } from './turns.ts';

/**
 * What a test has to itself: people, applications, clock, limits, faults and journal. One account, or the accounts of
 * one seed.
 */
export class Tenant {
  readonly origin: TenantOrigin;
  readonly clock: AccountClock;
  readonly faults = new FaultBook();
  readonly journal = new Journal();
  readonly snapshots = new Snapshots();
  readonly #surroundings: TenantSurroundings;
  readonly #storage: ReplaceableStorage<MemoryStorage>;
  /** What changes it as a whole. */
  readonly #turns = new Turns();
  #closed = false;
  #credentials: SandboxCredentials;
  #settings: TenantSettings;
  #service: Service;
  #routes: ReadonlyMap<string, Route>;
  #accountIds: ReadonlySet<string> = new Set();

  /** @throws SeedRefused saying where the seed is wrong */
  static async open(origin: TenantOrigin, surroundings: TenantSurroundings): Promise<Tenant> {
    const clock = new AccountClock(surroundings.drive);
    clock.begin(origin.clock);
    const { storage: filled, credentials } = await openFilled(origin, surroundings);
    const storage = new ReplaceableStorage(filled);
    const service = await createService({ ...surroundings, ...origin.settings, storage: storage.storage, clock });
    const tenant = new Tenant({ origin, surroundings, clock, storage, credentials, service });
    await tenant.#learnAccounts();
    return tenant;
  }

  private constructor(parts: {
    readonly origin: TenantOrigin;
    readonly surroundings: TenantSurroundings;
    readonly clock: AccountClock;
    readonly storage: ReplaceableStorage<MemoryStorage>;
    readonly credentials: SandboxCredentials;
    readonly service: Service;
  }) {
    this.origin = parts.origin;
    this.clock = parts.clock;
    this.#surroundings = parts.surroundings;
    this.#settings = parts.origin.settings;
    this.#storage = parts.storage;
    this.#credentials = parts.credentials;
    this.#service = parts.service;
    this.#routes = byKey(parts.service);
  }

  /** Of the first application of the first account. */
  get credentials(): SandboxCredentials {
    return this.#credentials;
  }

  /** All accounts in it. */
  get accountIds(): ReadonlySet<string> {
    return this.#accountIds;
  }

  /** Stays the same object, whatever is put behind it. */
  get storage(): Storage {
    return this.#storage.storage;
  }

  get settings(): TenantSettings {
    return this.#settings;
  }

  /** What seals and opens the page tokens it gives out. */
  get pageTokens(): PageTokens {
    return this.#service.pageTokens;
  }

  /** What answers at this path; undefined where its path family is switched off. */
  route(key: string): Route | undefined {
    return this.#routes.get(key);
  }

  /** Whether the preview has gone away, by its own clock. */
  get previewHasEnded(): boolean {
    const { previewSunset } = this.#settings;
    return previewSunset !== undefined && this.clock.now() >= previewSunset.getTime();
  }

  /**
   * Changes settings. Counting against the limits starts anew.
   *
   * @param change gets the settings as they are then
   */
  update(change: (settings: TenantSettings) => Partial<TenantSettings>): Promise<void> {
    return this.#take(() => this.#serve({ ...this.#settings, ...change(this.#settings) }));
  }

  /** Lets counting against the limits, and the guard against guessing secrets, start anew. */
  forgetCallers(): void {
    const { quotas, attempts, calls } = this.#service.door;
    quotas.clear();
    attempts.clear();
    calls.clear();
  }

  /**
   * Puts everything back to how it began. What is under way ends with the data it began with.
   *
   * @param snapshots what becomes of them
   */
  reset(snapshots: 'kept' | 'gone' = 'kept'): Promise<void> {
    return this.#take(async () => {
      if (snapshots === 'gone') await this.snapshots.clear();
      const { storage, credentials } = await openFilled(this.origin, this.#surroundings);
      await this.#serve(this.origin.settings);
      this.#credentials = credentials;
      this.clock.begin(this.origin.clock);
      this.faults.clear();
      await this.#replaceStorage(storage);
      this.journal.reset();
    });
  }

  /**
   * Keeps people, applications, live tokens and the clock as they are.
   *
   * @param name one that is free; made up unless given
   * @returns undefined where there is a snapshot of that name
   */
  keep(name: string | undefined): Promise<Snapshot | undefined> {
    return this.#take(async () => {
      if (name !== undefined && this.snapshots.get(name)) return undefined;
      const storage = await this.#storage.behind.copy();
      const snapshot = {
        name: name ?? this.snapshots.freeName(),
        createdAt: this.clock.now(),
        clock: this.clock.state,
        users: await countUsers(storage),
        storage,
      };
      this.snapshots.add(snapshot);
      return snapshot;
    });
  }

  /**
   * Goes back to a snapshot. Counting against the limits starts anew.
   *
   * @returns false where there is none of that name
   */
  restore(name: string): Promise<boolean> {
    return this.#take(async () => {
      const snapshot = this.snapshots.get(name);
      if (!snapshot) return false;
      const storage = await snapshot.storage.copy();
      this.clock.restore(snapshot.clock);
      await this.#replaceStorage(storage);
      return true;
    });
  }

  /** @returns false where there is no snapshot of that name */
  forget(name: string): Promise<boolean> {
    return this.#take(() => this.snapshots.remove(name));
  }

  /** May be repeated. */
  close(): Promise<void> {
    this.faults.close();
    this.journal.close();
    return this.#turns.take(async () => {
      this.#closed = true;
      await this.snapshots.clear();
      await this.storage.close();
    });
  }

  /** @throws Error where it is closed by then */
  #take<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.take(() => {
      if (this.#closed) throw new Error('This account is gone.');
      return work();
    });
  }

  async #serve(settings: TenantSettings): Promise<void> {
    const { storage, clock } = this;
    this.#service = await createService({ ...this.#surroundings, ...settings, storage, clock });
    this.#settings = settings;
    this.#routes = byKey(this.#service);
  }

  /** Goes on with other people and applications; the store before is closed. */
  async #replaceStorage(storage: MemoryStorage): Promise<void> {
    const before = this.#storage.replace(storage);
    this.forgetCallers();
    await this.#learnAccounts();
    await before.close();
  }

  async #learnAccounts(): Promise<void> {
    this.#accountIds = new Set((await this.storage.listAccounts()).map(({ id }) => id));
  }
}

/** The same path in every tenant. */
export function routeKey({ version, url }: Pick<Route, 'version' | 'url'>): string {
  return `${version ?? ''} ${url}`;
}

function byKey({ routes }: Service): ReadonlyMap<string, Route> {
  return new Map(routes.map((route) => [routeKey(route), route]));
}

async function openFilled(
  { fill }: TenantOrigin,
  { cacheBytes }: TenantSurroundings,
): Promise<{ readonly storage: MemoryStorage; readonly credentials: SandboxCredentials }> {
  const storage = await openMemoryStorage({ cacheBytes });
  try {
    return { storage, credentials: await fill(storage) };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** Of all accounts in it. */
async function countUsers(storage: Storage): Promise<Snapshot['users']> {
  const users = { active: 0, suspended: 0 };
  for (const { id } of await storage.listAccounts()) {
    const { active, suspended } = await storage.countUsers(id);
    users.active += active;
    users.suspended += suspended;
  }
  return users;
}
