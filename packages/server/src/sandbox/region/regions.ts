import { SeedRefused } from '../seed/seed-refused.ts';
import { Tenant } from '../tenant/tenant.ts';
import type { TenantOrigin, TenantSurroundings } from '../tenant/tenant-origin.ts';
import type { Region } from './region.ts';

/** An account, and where it is homed. */
export interface Homed {
  readonly region: Region;
  readonly tenant: Tenant;
}

/** All regions of a sandbox, and who is in them. */
export class Regions {
  /** At least one; the first is where accounts go unless a region is named. */
  readonly all: readonly [Region, ...Region[]];
  readonly #surroundings: (region: Region) => TenantSurroundings;
  readonly #adding = new Set<Promise<unknown>>();
  #resetting: Promise<void> = Promise.resolve();

  constructor(all: readonly [Region, ...Region[]], surroundings: (region: Region) => TenantSurroundings) {
    this.all = all;
    this.#surroundings = surroundings;
  }

  find(accountId: string): Homed | undefined {
    for (const region of this.all) {
      const tenant = region.findAccount(accountId);
      if (tenant) return { region, tenant };
    }
    return undefined;
  }

  named(name: string): Region | undefined {
    return this.all.find((region) => region.name === name);
  }

  /**
   * Accounts are made side by side, but not while a reset clears them away: it counts them anew.
   *
   * @param work calls `add`
   */
  async adding<T>(work: () => Promise<T>): Promise<T> {
    const made = this.#resetting.then(work);
    this.#adding.add(made);
    try {
      return await made;
    } finally {
      this.#adding.delete(made);
    }
  }

  /**
   * Adds an isolated account.
   *
   * @throws SeedRefused where the seed is wrong, or holds an account that is there already
   */
  async add(region: Region, origin: TenantOrigin): Promise<Tenant> {
    const tenant = await Tenant.open(origin, this.#surroundings(region));
    const account = [...tenant.accountIds].find((id) => this.find(id));
    const client = account === undefined ? await region.add(tenant) : undefined;
    if (account === undefined && client === undefined) return tenant;
    await tenant.close();
    const taken = account === undefined ? `an application ${client}` : `an account ${account}`;
    throw new SeedRefused(`There is ${taken} already. Leave the id out, or delete that one first.`);
  }

  /** Isolated accounts are gone, the others as at the start. */
  reset(): Promise<void> {
    const ready = Promise.allSettled([this.#resetting, ...this.#adding]);
    const reset = ready.then(async () => {
      for (const region of this.all) await region.reset();
    });
    this.#resetting = reset.catch(() => {}); // whoever asked for it hears of it
    return reset;
  }

  /** Nothing goes wrong any more: whoever a fault makes wait is let go, so that a stop need not wait for them. */
  endFaults(): void {
    for (const { tenants } of this.all) for (const { faults } of tenants) faults.close();
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#resetting, ...this.#adding]);
    for (const region of this.all) await region.close();
  }
}
