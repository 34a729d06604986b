import { connectionOptions } from '../options/connection-options.ts';
import { adminCommand, shellWord } from '../output/shell.ts';
import { type ChangeValues, changeOptions } from './change-options.ts';

type Name = keyof ChangeValues;

/** How to reach the same server again; never the secret: it would be on the screen. */
const REPEATED: readonly Name[] = Object.keys(changeOptions)
  .filter((name): name is Name => Object.hasOwn(changeOptions, name))
  .filter((name) => name === 'requestsPerMinute' || name === 'journal' || Object.hasOwn(connectionOptions, name))
  .filter((name) => name !== 'clientSecret');

/** The command that goes on with a run that was broken off, with those flags of the call that it needs again. */
export function continueCommand(
  verb: string,
  values: ChangeValues,
  givenAs: (name: Name) => string | undefined,
): string {
  const flags = REPEATED.flatMap((name) => {
    const { flag, kind } = changeOptions[name];
    if (givenAs(name) !== `--${flag}`) return [];
    return kind.placeholder === undefined ? [`--${flag}`] : [`--${flag}`, shellWord(String(values[name]))];
  });
  return adminCommand(['users', verb, '--resume', ...flags].join(' '), undefined);
}
