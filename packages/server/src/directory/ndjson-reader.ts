import type { CheckedChunk } from './checked-bytes.ts';
import { DirectoryFileError } from './directory-file-error.ts';
import type { DirectoryImporter } from './directory-importer.ts';
import { RECORD_KINDS, type RecordKind } from './record-kinds.ts';
import { mayRepeatKeys, repeatedKey } from './repeated-keys.ts';
import { shownValue } from './shown-value.ts';
import { nearestName } from './unknown-name.ts';

const LONGEST_LINE = 1024 * 1024;
const NEWLINE = 0x0a;

/** Reads one object per line. `accountId` is the account of lines that name none. */
export async function readNdjson(
  chunks: AsyncIterable<CheckedChunk>,
  importer: DirectoryImporter,
  accountId: string | undefined,
): Promise<void> {
  let rest = '';
  let line = 1;
  const take = (text: string): void => {
    takeLine(text, line, importer, accountId);
    line += 1;
  };
  for await (const { bytes } of chunks) {
    const end = bytes.lastIndexOf(NEWLINE);
    if (end >= 0) {
      const lines = (rest + bytes.toString('utf8', 0, end)).split('\n');
      for (const text of lines) take(text);
      rest = '';
    }
    rest += bytes.toString('utf8', end + 1);
    if (rest.length > LONGEST_LINE) {
      throw new DirectoryFileError('The line is longer than 1 MiB. Every record stands on a line of its own.', {
        line,
      });
    }
  }
  take(rest);
}

function takeLine(text: string, line: number, importer: DirectoryImporter, accountId: string | undefined): void {
  if (text.trim() === '') return;
  const value = parseLine(text, line);
  const record = { value, line };
  const kind = kindOf(value, line);
  if (kind === 'account') {
    importer.account(record, undefined);
    return;
  }
  const owner = typeof value.account_id === 'string' ? value.account_id : accountId;
  if (value.account_id === undefined && accountId === undefined) {
    throw new DirectoryFileError('It is missing. Name the account in every line, or start the import for an account.', {
      line,
      field: 'account_id',
    });
  }
  importer[kind](record, owner ?? '');
}

function parseLine(text: string, line: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The engine's own message quotes the line, which may hold a secret.
    const at = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    const where = at === undefined ? 'it ends too early or has a stray character' : `look at column ${Number(at) + 1}`;
    throw new DirectoryFileError(`The line is not valid JSON: ${where}.`, { line });
  }
  if (!isObject(value)) throw new DirectoryFileError('Every line is one JSON object in curly brackets.', { line });
  if (mayRepeatKeys(text, Object.keys(value).length)) {
    const field = repeatedKey(text);
    if (field !== undefined) throw new DirectoryFileError('It stands there twice. Keep one.', { line, field });
  }
  return value;
}

function kindOf(value: Readonly<Record<string, unknown>>, line: number): RecordKind {
  if (value.type === undefined) {
    if (!Object.hasOwn(value, 'accounts')) return 'user';
    throw new DirectoryFileError('This is a JSON directory file, not NDJSON. Import it as JSON.', { line });
  }
  const kind = RECORD_KINDS.find((known) => known === value.type);
  if (kind !== undefined) return kind;
  const near = typeof value.type === 'string' ? nearestName(value.type, RECORD_KINDS) : undefined;
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new DirectoryFileError(
    `${shownValue(value.type)} is not allowed. Allowed: ${RECORD_KINDS.join(', ')}; without type the line is a user.${hint}`,
    { line, field: 'type' },
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
