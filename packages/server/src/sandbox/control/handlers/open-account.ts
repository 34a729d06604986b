import type { CreateAccountRequest } from '@rollcall/contract/sandbox';
import type { Region } from '../../region/region.ts';
import type { Homed, Regions } from '../../region/regions.ts';
import { readContents } from '../../seed/contents.ts';
import { fillStorage } from '../../seed/fill-storage.ts';
import { SeedRefused } from '../../seed/seed-refused.ts';
import { ControlRefusal } from '../control-refusal.ts';
import { settingsFrom } from './accounts.ts';
import { clockStart } from './clock.ts';

/**
 * Makes an isolated account.
 *
 * @throws ControlRefusal for a region there is not, or a seed that is wrong
 */
export async function openAccount(regions: Regions, request: CreateAccountRequest): Promise<Homed> {
  const region = regionOf(regions, request.region);
  const { seed, preset, users, random_seed: randomSeed } = request;
  try {
    const contents = await readContents({ seed, preset, users, randomSeed });
    region.made += 1;
    const identity = `rollcall sandbox ${region.name} ${region.made}`;
    const tenant = await regions.add(region, {
      name: request.name ?? `Test ${region.made}`,
      seeded: false,
      settings: settingsFrom(request, region.first.origin.settings),
      clock: clockStart(request.clock ?? {}, 'clock'),
      fill: (storage) => fillStorage(storage, contents, identity),
    });
    return { region, tenant };
  } catch (error) {
    if (!(error instanceof SeedRefused)) throw error;
    const violations = [{ field: error.field, description: error.message }];
    throw new ControlRefusal('invalid_control', { sentence: error.message, violations, cause: error });
  }
}

function regionOf(regions: Regions, name: string | undefined): Region {
  if (name === undefined) return regions.all[0];
  const region = regions.named(name);
  if (region) return region;
  const description = `must be one of ${regions.all.map(({ name }) => name).join(', ')}`;
  throw new ControlRefusal('invalid_control', {
    sentence: `region ${description}.`,
    violations: [{ field: 'region', description }],
  });
}
