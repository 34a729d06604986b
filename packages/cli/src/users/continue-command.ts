import { connectionOptions } from '../options/connection-options.ts';
import { adminCommand, shellWord } from '../output/shell.ts';
import { type ChangeValues, changeOptions } from './change-options.ts';

type Name = keyof ChangeValues;

/** How to reach the same server again; never the secret: it would be on the screen. */
const REPEATED: readonly Name[] = Object.keys(changeOptions)
  .filter((name): name is Name => Object.hasOwn(changeOptions, name))
  .filter((name) => name === 'requestsPerMinute' || name === 'yes' || Object.hasOwn(connectionOptions, name))
  .filter((name) => name !== 'clientSecret');

/** What the way to go on needs beyond the flags of the call. */
export interface ContinueChanges {
  /** The path of the journal: the latest may be another run's by then. */
  readonly journal: string;
  /** What ended the run is the rate limit: as it was called, it would end there again. */
  readonly rateLimited: boolean;
}

/** In seconds: the longest window of the rate limits. */
const WHOLE_HOUR = '3600';

/** The command that goes on with a run that was broken off, with those flags of the call that it needs again. */
export function continueCommand(
  verb: string,
  values: ChangeValues,
  givenAs: (name: Name) => string | undefined,
  { journal, rateLimited }: ContinueChanges,
): string {
  const flags = REPEATED.filter((name) => !(rateLimited && name === 'maxWait')).flatMap((name) => {
    const { flag, kind } = changeOptions[name];
    if (givenAs(name) !== `--${flag}`) return [];
    return kind.placeholder === undefined ? [`--${flag}`] : [`--${flag}`, shellWord(String(values[name]))];
  });
  const wait = rateLimited ? ['--max-wait', WHOLE_HOUR] : [];
  return adminCommand(
    ['users', verb, '--resume', '--journal', shellWord(journal), ...flags, ...wait].join(' '),
    undefined,
  );
}
