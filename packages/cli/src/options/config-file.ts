import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure, UsageError } from '../failure.ts';
import { suggestion } from './suggest.ts';

/** What a config file says: texts as they would stand on the command line, by key. */
export interface ConfigFile {
  readonly path: string;
  /** Relative paths in the file start here. */
  readonly folder: string;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Reads a config file: YAML 1.2, so JSON too, one mapping of known keys.
 *
 * @param path absolute
 * @param knownKeys the keys of every command: one file may serve them all
 * @throws Failure if it cannot be read, UsageError if it is not such a mapping
 */
export async function readConfigFile(path: string, knownKeys: readonly string[]): Promise<ConfigFile> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(readText(path), { prettyErrors: true });
  const error = document.errors[0];
  if (error !== undefined) {
    const line = error.linePos?.[0].line;
    const what = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
    throw new UsageError(`${path}${line === undefined ? '' : `, line ${line}`}: ${what}.`);
  }
  const content: unknown = document.toJS();
  const values = new Map<string, string>();
  if (content !== null && content !== undefined) {
    if (typeof content !== 'object' || Array.isArray(content)) {
      throw new UsageError(`${path}: a config file is a list of "key: value" lines, such as "port: 8443".`);
    }
    for (const [key, value] of Object.entries(content)) readEntry(path, key, value, knownKeys, values);
  }
  return { path, folder: dirname(path), values };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new Failure(`There is no config file ${path}. Check --config or ROLLCALL_CONFIG.`);
    if (code === 'EISDIR') throw new Failure(`The config file ${path} is a folder. Name a file with --config.`);
    throw new Failure(`The config file ${path} cannot be read (${String(code ?? error)}).`);
  }
}

function readEntry(
  path: string,
  key: string,
  value: unknown,
  knownKeys: readonly string[],
  values: Map<string, string>,
): void {
  if (!knownKeys.includes(key)) {
    const near = suggestion(key.replaceAll('-', '_'), knownKeys);
    throw new UsageError(`${path}: there is no setting "${key}".${near} docs/reference/configuration.md lists them.`);
  }
  // A key without a value is a setting left open, like an empty environment variable.
  if (value === null) return;
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (parts.some((part) => !['string', 'number', 'boolean', 'bigint'].includes(typeof part))) {
    throw new UsageError(`${path}: "${key}" must be a text, a number, true or false, or a list of these.`);
  }
  values.set(key, parts.map(String).join(','));
}
