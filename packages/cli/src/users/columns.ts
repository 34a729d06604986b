import type { User } from '@rollcall/client';
import type { Kind } from '../options/kind.ts';
import { terminalWidth } from '../output/print.ts';
import type { OutputColumn, OutputFormat, OutputShape } from '../output/records.ts';

/** The fields of a person, in the order that reads best in a table: what has a fixed width comes first. */
const USER_FIELDS = ['id', 'state', 'create_time', 'email', 'display_name', 'path'] as const;

export type UserField = (typeof USER_FIELDS)[number];

const TITLES: Readonly<Record<UserField, string>> = {
  id: 'Id',
  state: 'State',
  create_time: 'Created',
  email: 'Email',
  display_name: 'Name',
  path: 'Path',
};

/** One or more fields, in the order they are asked for. */
export const USER_COLUMNS: Kind<readonly UserField[]> = {
  placeholder: 'C[,C…]',
  allowed: `one or more of ${USER_FIELDS.join(', ')}, separated by commas`,
  completion: USER_FIELDS,
  list: true,
  parse(text) {
    const asked = text.split(',').map((word) => USER_FIELDS.find((field) => field === word.trim()));
    const known = asked.filter((field) => field !== undefined);
    return known.length === asked.length && new Set(known).size === known.length ? known : undefined;
  },
};

/** The order of the Users API. */
const AS_SENT: readonly UserField[] = ['id', 'email', 'display_name', 'state', 'create_time', 'path'];

/** Below this many characters a line, a table of people does without the time of joining, unless it is asked for. */
const NARROW = 100;

/**
 * What is printed of a person.
 *
 * @param asked undefined for the usual
 */
export function userShape(format: OutputFormat, asked: readonly UserField[] | undefined): OutputShape<User> {
  return {
    columns: (asked ?? (format === 'csv' ? AS_SENT : usualInTable())).map(userColumn),
    // Fields that this version does not know are kept.
    document: (user) => (asked === undefined ? user : Object.fromEntries(asked.map((field) => [field, user[field]]))),
  };
}

function usualInTable(): readonly UserField[] {
  const narrow = (terminalWidth() ?? NARROW) < NARROW;
  return USER_FIELDS.filter((field) => field !== 'path' && !(narrow && field === 'create_time'));
}

function userColumn(field: UserField): OutputColumn<User> {
  return {
    key: field,
    title: TITLES[field],
    text: (user) => String(user[field] ?? ''),
    shrinks: field === 'email' || field === 'display_name',
    ...(field === 'state' ? { colour: (user: User) => (user.state === 'ACTIVE' ? undefined : 'yellow') } : {}),
  };
}
