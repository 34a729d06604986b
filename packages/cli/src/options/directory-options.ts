import type { Kind } from './kind.ts';
import { choice, path } from './kinds.ts';
import { option } from './option.ts';

const FILE = path('FILE', 'the path of a file, or - for standard input');

/** A file to read; `-` stays as it is. */
export const directoryInput: Kind<string> = {
  ...FILE,
  parse: (given, origin) => (given === '-' ? given : FILE.parse(given, origin)),
};

/** Several of them. A name may hold a comma; where one text holds them all, each has a line. */
export const inputFiles: Kind<readonly string[]> = {
  ...directoryInput,
  allowed: 'the path of a file, or - for standard input; where it is no flag, one a line',
  list: true,
  separator: '\n',
  parse(given, origin) {
    const files = given.split('\n').map((each) => directoryInput.parse(each, origin));
    const known = files.filter((each) => each !== undefined);
    return known.length === files.length ? known : undefined;
  },
};

const FORMATS = ['json', 'csv', 'ndjson'] as const;

/** `--format` of import or export. */
export function directoryFormatOption(command: 'import' | 'export', fallbackNote: string) {
  return option({
    flag: 'format',
    key: `${command}_format`,
    kind: choice('FORMAT', FORMATS),
    description: 'The format of the file.',
    fallbackNote,
  });
}
