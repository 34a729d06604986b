import { UsageError } from '../failure.ts';
import type { ConfigFile } from './config-file.ts';
import type { Origin } from './kind.ts';
import { environmentName, type Option, type OptionRecord, usageOf, type ValuesOf } from './option.ts';

/** The values of a command's options, and where each came from. */
export interface Resolved<O extends OptionRecord> {
  readonly values: ValuesOf<O>;
  /** How a person wrote the option: `--http`, `ROLLCALL_HTTP`, `http in FILE`. Undefined: nobody did. */
  readonly givenAs: (name: keyof O) => string | undefined;
}

export interface Sources {
  /** Texts by flag name; a switch is `true` or `false`. */
  readonly flags: Readonly<Record<string, string | undefined>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly config: ConfigFile | undefined;
}

/**
 * Brings the sources together: flag before environment before config file before default.
 *
 * @throws UsageError for a value that is not allowed, naming where it was written, and for missing options
 */
export function resolveOptions<O extends OptionRecord>(options: O, sources: Sources): Resolved<O> {
  const origins = new Map<keyof O, string>();
  const missing: Option<unknown>[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(options)) {
    const found = findText(entry, sources);
    if (found !== undefined) origins.set(name, found.origin.label);
    else if (entry.required) missing.push(entry);
    values[name] = parseValue(entry, found);
  }
  if (missing.length > 0) {
    const flags = new Intl.ListFormat('en').format(missing.map((entry) => usageOf(entry)));
    throw new UsageError(`${flags} must be given. Run with --help for an example.`);
  }
  // Every name of O was parsed with its own kind just above.
  return { values: values as ValuesOf<O>, givenAs: (name) => origins.get(name) };
}

interface Found {
  readonly text: string;
  readonly origin: Origin;
}

function findText(entry: Option<unknown>, sources: Sources): Found | undefined {
  const flag = sources.flags[entry.flag];
  if (flag !== undefined) {
    const label = entry.kind.placeholder === undefined && flag === 'false' ? `--no-${entry.flag}` : `--${entry.flag}`;
    return { text: flag, origin: { label, folder: process.cwd() } };
  }
  const variable = environmentName(entry);
  const fromEnvironment = sources.environment[variable];
  // Empty counts as absent: it is how compose files and CI systems leave a variable out.
  if (fromEnvironment !== undefined && fromEnvironment !== '') {
    return { text: fromEnvironment, origin: { label: variable, folder: process.cwd() } };
  }
  const fromConfig = sources.config?.values.get(entry.key);
  if (sources.config !== undefined && fromConfig !== undefined) {
    const label = `${entry.key} in ${sources.config.path}`;
    return { text: fromConfig, origin: { label, folder: sources.config.folder } };
  }
  return undefined;
}

function parseValue(entry: Option<unknown>, found: Found | undefined): unknown {
  if (found === undefined) {
    if (entry.fallback === undefined) return undefined;
    return entry.kind.parse(entry.fallback, { label: 'the default', folder: process.cwd() });
  }
  const value = entry.kind.parse(found.text, found.origin);
  if (value === undefined) {
    const what = entry.secret ? 'the value' : `"${found.text}"`;
    throw new UsageError(`${found.origin.label}: ${what} is refused. Allowed: ${entry.kind.allowed}.`);
  }
  return value;
}
