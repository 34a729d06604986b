import assert from 'node:assert/strict';
import type { Person } from '../../src/domain/directory.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { ACME } from './contract/samples.ts';

/** Names that a database does not fold, or does not hold as they are. */
export const NAMES = ['ÅSA "Ö" \\', 'ΟΔΥΣΣΕΥΣ', 'a null\u0000inside', "O'Brien", '名前'] as const;

/** Everybody is found by the name they had before it was searched, and listed by it. */
export async function namesAreFound(storage: Storage, crowd: readonly Person[]): Promise<void> {
  const asked = { accountId: ACME, state: undefined, role: undefined, securityGroup: undefined, after: undefined };
  const find = async (text: string) =>
    (await storage.searchPeople({ ...asked, text, order: 'display_name', descending: false, size: 1000 })).people;
  for (const [number, name] of NAMES.entries()) {
    assert.deepEqual(
      (await find(name.toLowerCase())).map(({ id }) => id),
      [crowd[number]?.id],
    );
  }
  const last = crowd.length - 1;
  assert.deepEqual(
    (await find(`NÄME ${last}`)).map(({ displayName }) => displayName),
    [`Näme ${last}`],
  );
}
