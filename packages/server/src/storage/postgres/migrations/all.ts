import { directory } from './001-directory.ts';
import { limitCounts } from './002-limit-counts.ts';
import { secrets } from './003-secrets.ts';
import { accountsAndActors } from './004-accounts-and-actors.ts';
import { identities } from './005-identities.ts';
import { search } from './006-search.ts';
import type { Migration } from './migration.ts';

/** Every step, in order. A step's version is its place, counted from 1: append, never reorder. */
export const MIGRATIONS: readonly Migration[] = [
  directory,
  limitCounts,
  secrets,
  accountsAndActors,
  identities,
  search,
];
