import { DirectoryFileError } from './directory-file-error.ts';
import { shownValue } from './shown-value.ts';

/** What the reader is inside of. */
export type JsonFrame = 'file' | 'accounts' | 'account' | 'users' | 'user' | 'applications' | 'application' | 'list';

/** What may come next (RFC 8259). */
export type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const OBJECTS: ReadonlySet<JsonFrame | undefined> = new Set(['file', 'account', 'user', 'application'] as const);

export function isObject(frame: JsonFrame | undefined): boolean {
  return OBJECTS.has(frame);
}

const NAMES: Readonly<Record<Expected, string>> = {
  value: 'a value',
  'value-or-end': 'a value or ]',
  key: 'a field name in quotes',
  'key-or-end': 'a field name in quotes or }',
  colon: 'a colon',
  'comma-or-end': 'a comma or the closing bracket',
  nothing: 'the end of the file',
};

/** This is not JSON: another token was due. Texts are not repeated, for one may be a secret. */
export function unexpectedToken(value: unknown, expected: Expected, line: number): DirectoryFileError {
  const shown = typeof value === 'string' && /^[{}[\]:,]$/.test(value) ? shownValue(value) : 'a value';
  return new DirectoryFileError(`This is not valid JSON: ${shown} where ${NAMES[expected]} should stand.`, { line });
}
