import type { Situation } from '../situation.ts';
import { LISTS } from './lists.ts';
import { PASSING_FAILURES } from './passing-failures.ts';
import { REFUSALS } from './refusals.ts';
import { SURROUNDINGS } from './surroundings.ts';

/** What a client is led through, in this order. */
export const SITUATIONS: readonly Situation[] = [...LISTS, ...PASSING_FAILURES, ...REFUSALS, ...SURROUNDINGS];
