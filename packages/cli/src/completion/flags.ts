import type { Kind } from '../options/kind.ts';
import type { Option } from '../options/option.ts';
import type { Candidate } from './complete.ts';

/** The kind of the value that the next word is; undefined after a switch, an unknown flag or `--flag=value`. */
export function takesValue(options: readonly Option<unknown>[], word: string): Kind<unknown> | undefined {
  const option = options.find(({ flag }) => word === `--${flag}`);
  return option?.kind.placeholder === undefined ? undefined : option.kind;
}

/** The flags that may still be given, switches also as `--no-…` for who has begun to write that. */
export function offerFlags(
  options: readonly Option<unknown>[],
  given: readonly string[],
  current: string,
): readonly Candidate[] {
  const used = new Set(given.map((word) => word.split('=', 1)[0]));
  const offered = options
    .filter(({ flag, kind }) => kind.list || !used.has(`--${flag}`))
    .flatMap(({ flag, kind, description }) => {
      const word = current.startsWith('--no-') && kind.placeholder === undefined ? `--no-${flag}` : `--${flag}`;
      return { word, description };
    });
  offered.push({ word: '--help', description: 'Print the help.' });
  return offered.filter(({ word }) => word.startsWith(current));
}
