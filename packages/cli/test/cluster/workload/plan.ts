import { USER_STATES, type UserState } from '@rollcall/contract';
import fc from 'fast-check';
import { OWNERS } from '../deployment/directory.ts';

/** What one client does next. Numbers choose among the people or the tokens there are. */
export type Step =
  | { readonly do: 'move'; readonly person: number; readonly target: UserState }
  | { readonly do: 'get'; readonly person: number }
  | { readonly do: 'walk'; readonly filter: UserState | undefined; readonly size: number }
  | { readonly do: 'count'; readonly person: number }
  | { readonly do: 'issue' }
  | { readonly do: 'use'; readonly token: number }
  | { readonly do: 'revoke'; readonly token: number };

export interface Plan<Fault> {
  readonly seed: number;
  /** For each client what it does, one after the other. */
  readonly lanes: readonly (readonly Step[])[];
  /** What goes wrong meanwhile, one after the other, and a number that chooses the victim. */
  readonly faults: readonly { readonly fault: Fault; readonly victim: number }[];
}

const LANES = 10;
const STEPS_PER_FAULT = 20;

/** In a longer run tokens would expire, which the checker does not know of. */
const MOST_ROUNDS = 20;

/** Times that everything breaks; more by hand. */
const ROUNDS = Math.min(MOST_ROUNDS, Number(process.env.ROLLCALL_CLUSTER_ROUNDS ?? 1));
const SEED = process.env.ROLLCALL_CLUSTER_SEED;

/** A plan that depends on its seed alone: ROLLCALL_CLUSTER_SEED repeats one. Every fault comes once a round. */
export function makePlan<Fault>(faults: readonly Fault[], people: number): Plan<Fault> {
  const seed = SEED === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(SEED);
  const steps = STEPS_PER_FAULT * faults.length * ROUNDS;
  const order = fc
    .tuple(...Array.from({ length: ROUNDS }, () => fc.shuffledSubarray([...faults], { minLength: faults.length })))
    .map((rounds) => rounds.flat());
  const [plan] = fc.sample(
    fc.noBias(fc.record({ lanes: exactly(LANES, exactly(steps, stepOf(people))), order, victims: victims(faults) })),
    { seed, numRuns: 1 },
  );
  if (plan === undefined) throw new Error('There is no plan.');
  const victimOf = (index: number) => plan.victims[index] ?? 0;
  return { seed, lanes: plan.lanes, faults: plan.order.map((fault, index) => ({ fault, victim: victimOf(index) })) };
}

function victims(faults: readonly unknown[]) {
  return exactly(faults.length * ROUNDS, fc.nat(1000));
}

function exactly<T>(length: number, one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: length, maxLength: length, size: 'max' });
}

/** Owners and a few members are wanted by everybody at once; the rest now and then. */
function stepOf(people: number): fc.Arbitrary<Step> {
  const person = fc.oneof(fc.nat(OWNERS - 1), fc.nat(OWNERS + 4), fc.nat(people - 1));
  const state = fc.constantFrom(...USER_STATES);
  const token = fc.nat(1000);
  const step = fc.constant;
  return fc.oneof(
    { weight: 10, arbitrary: fc.record({ do: step('move' as const), person, target: state }) },
    { weight: 4, arbitrary: fc.record({ do: step('get' as const), person }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: step('walk' as const),
        filter: fc.option(state, { nil: undefined }),
        size: fc.integer({ min: 5, max: 20 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: step('count' as const), person }) },
    { weight: 3, arbitrary: step({ do: 'issue' as const }) },
    { weight: 4, arbitrary: fc.record({ do: step('use' as const), token }) },
    { weight: 2, arbitrary: fc.record({ do: step('revoke' as const), token }) },
  );
}
