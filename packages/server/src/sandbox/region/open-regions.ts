import type { Clock } from '../../domain/clock.ts';
import type { ServiceOptions } from '../../service.ts';
import { type SandboxOptions, type SandboxRegionOptions, settingsOf } from '../sandbox-options.ts';
import { readContents } from '../seed/contents.ts';
import { fillStorage, WELL_KNOWN } from '../seed/fill-storage.ts';
import { SeedRefused } from '../seed/seed-refused.ts';
import { Tenant } from '../tenant/tenant.ts';
import type { TenantOrigin, TenantSurroundings } from '../tenant/tenant-origin.ts';
import { spoiltSend } from './dispatch.ts';
import { Region } from './region.ts';
import { Regions } from './regions.ts';

const CACHE_BYTES = 256 * 2 ** 20;

/**
 * Opens every region with the account it begins with. They do not listen yet.
 *
 * @throws SeedRefused saying where the seed is wrong
 */
export async function openRegions(
  options: SandboxOptions,
  parts: Pick<ServiceOptions, 'logger' | 'metrics'> & { readonly clock: Clock },
): Promise<Regions> {
  const settings = settingsOf(options);
  const contents = await readContents(options);
  const { logger, metrics, clock: drive } = parts;
  const surroundingsOf = (region: () => Region): TenantSurroundings => ({
    logger,
    metrics,
    drive,
    cacheBytes: options.cacheBytes ?? CACHE_BYTES,
    baseUrl: () => region().baseUrl,
    send: spoiltSend(region),
  });
  const open = async ({ name, hostName }: SandboxRegionOptions, index: number): Promise<Region> => {
    const identity = index === 0 ? WELL_KNOWN : `${WELL_KNOWN} ${name}`;
    const origin: TenantOrigin = {
      name: 'Seed',
      seeded: true,
      settings,
      clock: {},
      fill: (storage) => fillStorage(storage, contents, identity),
    };
    let region: Region | undefined;
    const self = () => {
      if (region === undefined) throw new Error('asked before it was there'); // it does not listen before it is
      return region;
    };
    region = new Region(name, hostName, await Tenant.open(origin, surroundingsOf(self)));
    return region;
  };
  const [one = { name: 'sandbox' }, ...more] = options.regions ?? [];
  const first = await open(one, 0);
  const others: Region[] = [];
  try {
    for (const [index, each] of more.entries()) {
      const region = await open(each, index + 1);
      others.push(region);
      refuseTwoHomes(region, [first, ...others.slice(0, -1)]);
    }
  } catch (error) {
    for (const region of [first, ...others]) await region.close();
    throw error;
  }
  return new Regions([first, ...others], (region) => surroundingsOf(() => region));
}

/** An account lives in one region: an id that the seed gives would be in all of them. */
function refuseTwoHomes(region: Region, before: readonly Region[]): void {
  for (const id of region.first.accountIds) {
    if (!before.some((other) => other.findAccount(id))) continue;
    throw new SeedRefused(
      `The account ${id} of the seed would be in several regions, and an account lives in one. Leave its id out: each ` +
        'region then makes one of its own.',
      { field: 'seed' },
    );
  }
}
