import type { DirectoryUser } from '@rollcall/contract/directory-file';
import type { Random } from '../domain/random.ts';
import { newResourceId } from '../domain/resource-id.ts';
import type { ImportRecord, MadeField } from '../storage/import-session.ts';
import { normaliseTimestamp } from './timestamp.ts';

const NOTHING_MADE: readonly MadeField[] = [];

/** A checked user, completed. `now` is the time people without a `create_time` get. */
export function toPerson(
  given: DirectoryUser,
  accountId: string,
  random: Random,
  now: string,
): Extract<ImportRecord, { kind: 'person' }> {
  const createTime = given.create_time === undefined ? undefined : normaliseTimestamp(given.create_time);
  return {
    kind: 'person',
    person: {
      accountId,
      id: given.id ?? newResourceId(random),
      email: given.email,
      displayName: given.display_name,
      state: given.state ?? 'ACTIVE',
      createTime: createTime ?? now,
      role: given.role ?? 'member',
      externallyManaged: given.externally_managed ?? false,
      securityGroup: given.security_group ?? false,
    },
    made: madeFields(given),
  };
}

function madeFields(given: DirectoryUser): readonly MadeField[] {
  const made: MadeField[] = [];
  if (given.id === undefined) made.push('id');
  if (given.state === undefined) made.push('state');
  if (given.create_time === undefined) made.push('createTime');
  if (given.role === undefined) made.push('role');
  if (given.externally_managed === undefined) made.push('externallyManaged');
  if (given.security_group === undefined) made.push('securityGroup');
  return made.length === 0 ? NOTHING_MADE : made;
}
