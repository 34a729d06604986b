import { hash } from 'node:crypto';
import { toTimestamp } from '../../domain/clock.ts';
import type { Person } from '../../domain/directory.ts';
import { newResourceId } from '../../domain/resource-id.ts';
import { repeatableRandom } from '../seed/repeatable-random.ts';
import { NAMES } from './names.ts';

export interface Crowd {
  /** Where they are to be: their ids derive from it. */
  readonly accountId: string;
  readonly count: number;
  /** Another one gives other people, of other addresses. */
  readonly randomSeed: number;
  /** The first of every so many is an active owner; undefined: nobody is. */
  readonly ownerEvery: number | undefined;
}

/** Who the first ones are, so that even a handful has one of every kind. */
const FIRST: readonly Partial<Person>[] = [
  {},
  { role: 'administrator' },
  { state: 'SUSPENDED' },
  { role: 'administrator', externallyManaged: true },
  { externallyManaged: true },
];
const DOMAINS = ['example.com', 'example.org', 'example.net'] as const;
const SINCE = Date.UTC(2019, 0, 7, 9);
const WEEK = 7 * 24 * 3600 * 1000;
const WEEKS = 360;
/** Addresses of this random seed do not name it. */
const USUAL_SEED = 1;

/**
 * Plausible people, one after the other: the n-th is the same whatever the count is. Their times are spread over seven
 * years, all of them past; every fourth joined on the hour of a monthly intake, together with others.
 */
export function* makePeople(crowd: Crowd): Generator<Person, void> {
  for (let index = 0; index < crowd.count; index++) yield makePerson(crowd, index);
}

function makePerson({ accountId, randomSeed, ownerEvery }: Crowd, index: number): Person {
  const draw = drawFrom(`person ${randomSeed} ${index}`);
  const { displayName, local } = makeName(draw);
  const suffix = `${index + 1}${randomSeed === USUAL_SEED ? '' : `.s${randomSeed}`}`;
  const isOwner = ownerEvery !== undefined && index % ownerEvery === 0;
  return {
    id: newResourceId(repeatableRandom(`${accountId} ${randomSeed} ${index}`)),
    email: `${local}${suffix}@${DOMAINS[draw(DOMAINS.length)] ?? DOMAINS[0]}`,
    displayName,
    createTime: makeTime(draw),
    state: 'ACTIVE',
    role: 'member',
    externallyManaged: false,
    securityGroup: false,
    ...(isOwner ? { role: 'owner' } : (FIRST[index] ?? makeStanding(draw))),
  };
}

/** A draw of one among so many, at most 65,536. The draws of a source are the same every time. */
type Draw = (among: number) => number;

function drawFrom(source: string): Draw {
  const bytes = hash('sha256', source, 'buffer');
  let place = 0;
  return (among) => {
    const drawn = bytes.readUInt16BE(place);
    place += 2;
    return drawn % among;
  };
}

function makeName(draw: Draw): { readonly displayName: string; readonly local: string } {
  // The European ones are three times as many.
  const script = draw(NAMES.length + 6);
  const { given, family, familyFirst } = pick(NAMES, script < NAMES.length ? script : script % 3);
  const [first, firstLatin] = forms(pick(given, draw(given.length)));
  const [last, lastLatin] = forms(pick(family, draw(family.length)));
  return { displayName: familyFirst ? `${last}${first}` : `${first} ${last}`, local: `${firstLatin}.${lastLatin}` };
}

/** The native form, and the one of addresses. */
function forms(name: string): readonly [string, string] {
  const [native = name, latin = native.normalize('NFD').replaceAll(/\p{M}/gu, '')] = name.split('/');
  return [native, latin.toLowerCase()];
}

function makeTime(draw: Draw): string {
  const week = draw(WEEKS);
  const isIntake = draw(4) === 0;
  const offset = isIntake ? 0 : (draw(7 * 24 * 60) * 60 + draw(60)) * 1000;
  return toTimestamp(SINCE + (isIntake ? week - (week % 4) : week) * WEEK + offset);
}

/** Two in a hundred administer, one in ten is suspended, four in a hundred are managed by somebody else. */
function makeStanding(draw: Draw): Partial<Person> {
  const standing = draw(100);
  return {
    role: standing < 2 ? 'administrator' : 'member',
    state: draw(10) === 0 ? 'SUSPENDED' : 'ACTIVE',
    externallyManaged: draw(25) === 0,
  };
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError('Drawn beyond the end.');
  return found;
}
