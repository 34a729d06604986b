import { directory } from './001-directory.ts';
import { secrets } from './002-secrets.ts';
import { accountsAndActors } from './003-accounts-and-actors.ts';
import { identities } from './004-identities.ts';
import { search } from './005-search.ts';
import type { Migration } from './migration.ts';

/** Every step, in order. The schema's version is how many of them have run: append, never reorder. */
export const MIGRATIONS: readonly Migration[] = [directory, secrets, accountsAndActors, identities, search];
