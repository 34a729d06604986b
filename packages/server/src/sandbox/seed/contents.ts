import type { Preset } from '@rollcall/contract/sandbox';
import type { PresetAccount } from '../people/presets.ts';
import { type ReadSeed, readSeed, type Seed } from './seed.ts';
import { SeedRefused } from './seed-refused.ts';

/** Ways to say who is in an account. They exclude each other; the demo people are there unless one is given. */
export interface ContentsOptions {
  /** A directory file. In every region; ids that it leaves out differ between regions. */
  readonly seed?: Seed | undefined;
  /** A ready-made awkward account. */
  readonly preset?: Preset | undefined;
  /** So many people are generated, 1 to 1,000,000: plausible ones, one in a thousand an owner, and the first. */
  readonly users?: number | undefined;
  /** Another one gives other people, 0 to 4,294,967,295. Goes with `users`; 1 unless given. */
  readonly randomSeed?: number | undefined;
}

/** What an account begins with, read once. */
export type Contents =
  | { readonly kind: 'demo' }
  | { readonly kind: 'seed'; readonly seed: ReadSeed }
  | { readonly kind: 'account'; readonly account: PresetAccount };

const MOST_USERS = 1_000_000;
const LAST_RANDOM_SEED = 2 ** 32 - 1;
const OWNER_EVERY = 1000;

/** @throws SeedRefused naming what is at fault */
export async function readContents({ seed, preset, users, randomSeed }: ContentsOptions): Promise<Contents> {
  refuseSeveral({ seed, preset, users });
  if (randomSeed !== undefined && users === undefined) {
    throw new SeedRefused('A random seed is for generated people: say how many, with users.', { field: 'random_seed' });
  }
  if (seed !== undefined) return { kind: 'seed', seed: await readSeed(seed) };
  if (users !== undefined) return { kind: 'account', account: await generated(users, randomSeed ?? 1) };
  if (preset === undefined || preset === 'demo') return { kind: 'demo' };
  // Here and below loaded where they are wanted: the demo people do not wait for them.
  const { PRESET_ACCOUNTS } = await import('../people/presets.ts');
  if (!Object.hasOwn(PRESET_ACCOUNTS, preset)) {
    const names = ['demo', ...Object.keys(PRESET_ACCOUNTS)];
    throw new SeedRefused(`There is no preset "${preset}": ${names.join(', ')}.`, { field: 'preset' });
  }
  return { kind: 'account', account: PRESET_ACCOUNTS[preset] };
}

function refuseSeveral(ways: Pick<ContentsOptions, 'seed' | 'preset' | 'users'>): void {
  const given = Object.entries(ways).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const field = (['users', 'preset'] as const).find((name) => given.includes(name));
  if (given.length < 2 || field === undefined) return;
  throw new SeedRefused(`${given.join(' and ')} exclude each other: give one of them.`, { field });
}

async function generated(users: number, randomSeed: number): Promise<PresetAccount> {
  refuseOutside(users, 1, MOST_USERS, 'users', 'users');
  refuseOutside(randomSeed, 0, LAST_RANDOM_SEED, 'random_seed', 'The random seed');
  const { makePeople } = await import('../people/make-people.ts');
  return {
    name: 'Generated',
    provisioning: 'manual',
    people: (accountId) => makePeople({ accountId, count: users, randomSeed, ownerEvery: OWNER_EVERY }),
  };
}

function refuseOutside(value: number, least: number, most: number, field: 'users' | 'random_seed', name: string): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new SeedRefused(`${name} must be a whole number from ${least} to ${most}.`, { field });
}
