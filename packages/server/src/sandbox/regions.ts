import type { Region } from './region/region.ts';
import { SeedRefused } from './seed/seed-refused.ts';
import { Tenant, type TenantOrigin, type TenantSurroundings } from './tenant/tenant.ts';

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
   * Adds an isolated account.
   *
   * @throws SeedRefused where the seed is wrong, or holds an account that is there already
   */
  async add(region: Region, origin: TenantOrigin): Promise<Tenant> {
    const tenant = await Tenant.open(origin, this.#surroundings(region));
    const taken = [...tenant.accountIds].find((id) => this.find(id));
    if (taken !== undefined) {
      await tenant.close();
      throw new SeedRefused(`There is an account ${taken} already. Leave the id out, or delete that one first.`);
    }
    region.add(tenant);
    return tenant;
  }

  /** Isolated accounts are gone, the others as at the start. */
  async reset(): Promise<void> {
    for (const region of this.all) {
      for (const tenant of region.tenants) {
        if (tenant === region.first) await tenant.reset();
        else await region.remove(tenant);
      }
      region.made = 0;
    }
  }

  /** Nothing goes wrong any more: whoever a fault makes wait is let go, so that a stop need not wait for them. */
  endFaults(): void {
    for (const { tenants } of this.all) for (const { faults } of tenants) faults.close();
  }

  async close(): Promise<void> {
    for (const region of this.all) await region.close();
  }
}
