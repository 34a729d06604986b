import type { Preset } from '@rollcall/contract/sandbox';
import type { Person, Provisioning } from '../../domain/directory.ts';
import { everyScript } from './every-script.ts';
import { makePeople } from './make-people.ts';

/** An account as a preset makes it. */
export interface PresetAccount {
  readonly name: string;
  readonly provisioning: Provisioning;
  /** Nobody, or at least one active owner. */
  readonly people: (accountId: string) => Iterable<Person>;
}

/** Not the usual one: people who are generated into a preset account would be the same people, and nobody would join. */
const RANDOM_SEED = 0;

/** All but `demo`, which is a directory file. */
export const PRESET_ACCOUNTS: Readonly<Record<Exclude<Preset, 'demo'>, PresetAccount>> = {
  'one-owner': manual('One owner', some(25)),
  'automated-provisioning': { ...manual('Automated provisioning', some(25)), provisioning: 'automated' },
  'externally-managed': manual('Externally managed', (accountId) => allManaged(some(25)(accountId))),
  empty: manual('Empty', () => []),
  'ten-thousand': manual('Ten thousand', some(10_000)),
  'every-script': manual('Every script', everyScript),
};

function manual(name: string, people: PresetAccount['people']): PresetAccount {
  return { name, provisioning: 'manual', people };
}

/** With one owner. */
function some(count: number): PresetAccount['people'] {
  return (accountId) => makePeople({ accountId, count, randomSeed: RANDOM_SEED, ownerEvery: Number.POSITIVE_INFINITY });
}

/** Half of them active administrators: those cannot be changed, the members can. The owner stays the account's own. */
function* allManaged(people: Iterable<Person>): Generator<Person, void> {
  let index = 0;
  for (const person of people) {
    const standing =
      index % 2 === 1 ? ({ role: 'administrator', state: 'ACTIVE' } as const) : { role: 'member' as const };
    yield person.role === 'owner' ? person : { ...person, ...standing, externallyManaged: true };
    index++;
  }
}
