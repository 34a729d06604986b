import type { ApiVersion, Quota } from '@rollcall/contract';
import type { Clock } from '../../domain/clock.ts';
import type { PageTokens } from '../../domain/page-token.ts';
import type { Route } from '../../http/routes.ts';
import { createService, type Service, type ServiceOptions } from '../../service.ts';
import { openSqliteStorage } from '../../storage/sqlite/open.ts';
import type { Storage } from '../../storage/storage.ts';
import { AccountClock, type ClockState } from '../clock/account-clock.ts';
import { FaultBook } from '../faults/fault-book.ts';
import { Journal } from '../journal/journal.ts';
import type { SandboxCredentials } from '../seed/fill-storage.ts';
import { ReplaceableStorage } from './replaceable-storage.ts';

/** What may be changed while it is used. */
export interface TenantSettings {
  readonly limits: Quota;
  readonly strict: boolean;
  readonly apiVersions: readonly ApiVersion[];
  /** When the preview goes away; undefined: it stays. */
  readonly previewSunset: Date | undefined;
}

/** How it begins, and begins again at every reset. */
export interface TenantOrigin {
  readonly name: string;
  /** Whether the sandbox started with it. */
  readonly seeded: boolean;
  readonly settings: TenantSettings;
  readonly clock: ClockState | undefined;
  /** Puts people and applications into an empty store: the same at every call. */
  readonly fill: (storage: Storage) => Promise<SandboxCredentials>;
}

/** What it lives in. */
export interface TenantSurroundings extends Pick<ServiceOptions, 'logger' | 'metrics' | 'baseUrl' | 'send'> {
  readonly drive: Clock;
  /** Bytes the in-memory read model may use. */
  readonly cacheBytes: number;
}

/**
 * What a test has to itself: people, applications, clock, limits, faults and journal. One account, or the accounts of
 * one seed.
 */
export class Tenant {
  readonly origin: TenantOrigin;
  readonly clock: AccountClock;
  readonly faults = new FaultBook();
  readonly journal = new Journal();
  readonly #surroundings: TenantSurroundings;
  readonly #storage: ReplaceableStorage;
  #credentials: SandboxCredentials;
  #settings: TenantSettings;
  #service: Service;
  #routes: ReadonlyMap<string, Route>;
  #accountIds: ReadonlySet<string> = new Set();

  /** @throws SeedRefused saying where the seed is wrong */
  static async open(origin: TenantOrigin, surroundings: TenantSurroundings): Promise<Tenant> {
    const clock = new AccountClock(surroundings.drive);
    if (origin.clock) clock.restore(origin.clock);
    const { storage: filled, credentials } = await openFilled(origin, surroundings);
    const storage = new ReplaceableStorage(filled);
    const service = await serve(storage.storage, clock, origin.settings, surroundings);
    const tenant = new Tenant({ origin, surroundings, clock, storage, credentials, service });
    await tenant.#learnAccounts();
    return tenant;
  }

  private constructor(parts: {
    readonly origin: TenantOrigin;
    readonly surroundings: TenantSurroundings;
    readonly clock: AccountClock;
    readonly storage: ReplaceableStorage;
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

  /** Changes settings. Counting against the limits starts anew. */
  async update(settings: Partial<TenantSettings>): Promise<void> {
    this.#settings = { ...this.#settings, ...settings };
    await this.#serve();
  }

  /** Lets counting against the limits, and the guard against guessing secrets, start anew. */
  forgetCallers(): void {
    const { quotas, attempts, calls } = this.#service.door;
    quotas.clear();
    attempts.clear();
    calls.clear();
  }

  /** Puts everything back to how it began. What is under way ends with the data it began with. */
  async reset(): Promise<void> {
    const { storage, credentials } = await openFilled(this.origin, this.#surroundings);
    this.#credentials = credentials;
    await this.update(this.origin.settings);
    this.clock.restore(this.origin.clock ?? { value: 0, frozen: false });
    this.faults.clear();
    await this.replaceStorage(storage);
    this.journal.clear();
  }

  /** Goes on with other people and applications; the store before is closed. */
  async replaceStorage(storage: Storage): Promise<void> {
    const before = this.#storage.replace(storage);
    this.forgetCallers();
    await this.#learnAccounts();
    await before.close();
  }

  async close(): Promise<void> {
    this.faults.close();
    this.journal.close();
    await this.storage.close();
  }

  async #serve(): Promise<void> {
    this.#service = await serve(this.storage, this.clock, this.#settings, this.#surroundings);
    this.#routes = byKey(this.#service);
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

function serve(
  storage: Storage,
  clock: Clock,
  settings: TenantSettings,
  { logger, metrics, baseUrl, send }: TenantSurroundings,
): Promise<Service> {
  return createService({ storage, clock, logger, metrics, baseUrl, send, ...settings });
}

async function openFilled(
  { fill }: TenantOrigin,
  { cacheBytes }: TenantSurroundings,
): Promise<{ readonly storage: Storage; readonly credentials: SandboxCredentials }> {
  const storage = await openSqliteStorage({ dataDir: undefined, role: 'server', cacheBytes });
  try {
    return { storage, credentials: await fill(storage) };
  } catch (error) {
    await storage.close();
    throw error;
  }
}
