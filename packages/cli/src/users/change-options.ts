import { connectionOptions } from '../options/connection-options.ts';
import { path, SWITCH } from '../options/kinds.ts';
import { option, optionWithDefault, type ValuesOf } from '../options/option.ts';
import { fileOption, outputOption, requestsPerMinuteOption } from './users-options.ts';

/** What suspend and reactivate take. */
export const changeOptions = {
  file: fileOption,
  dryRun: optionWithDefault(
    {
      flag: 'dry-run',
      key: 'users_dry_run',
      kind: SWITCH,
      description: 'Show who would change, who would be refused and why, each taken alone. Change nothing.',
    },
    'false',
  ),
  yes: optionWithDefault(
    { flag: 'yes', key: 'users_yes', kind: SWITCH, description: 'Do not ask before changing more than one person.' },
    'false',
  ),
  output: outputOption,
  requestsPerMinute: requestsPerMinuteOption,
  resume: optionWithDefault(
    {
      flag: 'resume',
      key: 'users_resume',
      kind: SWITCH,
      description:
        'Go on with the latest run that was broken off, or with the one of --journal. With --yes, one begun more than 24 hours ' +
        'ago must be named.',
    },
    'false',
  ),
  discard: optionWithDefault(
    {
      flag: 'discard',
      key: 'users_discard',
      kind: SWITCH,
      description: 'Drop the latest run that was broken off, or the one of --journal. Change nobody.',
    },
    'false',
  ),
  journal: option({
    flag: 'journal',
    key: 'users_journal',
    kind: path('FILE', 'the path of a file'),
    description: 'Where a run of more than one person keeps what it has done, until everybody is done.',
    fallbackNote: "a file in this user's folder for state",
  }),
  ...connectionOptions,
};

export type ChangeValues = ValuesOf<typeof changeOptions>;
