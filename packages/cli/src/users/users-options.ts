import { inputFiles } from '../options/directory-options.ts';
import { choice, wholeNumber } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { OUTPUT_FORMATS } from '../output/records.ts';
import { USER_COLUMNS } from './columns.ts';
import { USER } from './user-word.ts';

/** Options that several of the commands on people share. */

export const outputOption = optionWithDefault(
  {
    flag: 'output',
    key: 'users_output',
    kind: choice('FORMAT', OUTPUT_FORMATS),
    description: 'How to print: the same on a terminal and into a pipe, but for colours and cut columns.',
  },
  'table',
);

export const columnsOption = option({
  flag: 'columns',
  key: 'users_columns',
  kind: USER_COLUMNS,
  description: 'The fields to print, in this order.',
  fallbackNote: 'all; in a table all but path, on a narrow terminal without create_time',
});

export const usersArgument = {
  name: 'USER',
  kind: USER,
  many: true,
  description: 'The people: ids or email addresses; - reads a list of them from standard input, as --file does.',
} as const;

export const fileOption = option({
  flag: 'file',
  key: 'users_file',
  kind: inputFiles,
  description:
    'Read people from this file too: one a line, # begins a comment; or CSV with a column id or email. - reads ' +
    'standard input. May be given again for more files.',
});

export const requestsPerMinuteOption = optionWithDefault(
  {
    flag: 'requests-per-minute',
    kind: wholeNumber(0, 1_000_000, '0 for no limit of our own'),
    description:
      'So many requests may go at once, and then no more than so many in any 60 seconds: a run that needs no more of ' +
      'them is not slowed down.',
  },
  '95',
);
