import type { Kind } from './kind.ts';

/**
 * One entry of the options table. The flag, the environment variable, the key of the config file, what is allowed and
 * the reference all come from it.
 */
export interface Option<T> {
  /** Without dashes: `data-dir` is `--data-dir`. */
  readonly flag: string;
  /** Key of the config file. The environment variable is `ROLLCALL_` and this in capitals. */
  readonly key: string;
  readonly kind: Kind<T>;
  /** What it does, as a sentence. */
  readonly description: string;
  /** The default as it would be written on the command line; undefined for none. */
  readonly fallback: string | undefined;
  /** The default in words, where it is not a fixed value. */
  readonly fallbackNote: string | undefined;
  readonly required: boolean;
  /** Its value must not be shown, also not where it is refused. */
  readonly secret: boolean;
}

/** Typed values of a record of options: undefined where there is neither a value nor a default. */
export type OptionRecord = Readonly<Record<string, Option<unknown>>>;
export type ValuesOf<O extends OptionRecord> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

interface Declaration<T> {
  readonly flag: string;
  readonly kind: Kind<T>;
  readonly description: string;
  /** Where the key is not the flag with underscores: flags of one command carry its name (`audit_limit`). */
  readonly key?: string;
  readonly fallbackNote?: string;
  readonly secret?: boolean;
}

/** An option that may be left out and then has no value. */
export function option<T>(declaration: Declaration<T>): Option<T | undefined> {
  return { ...complete(declaration), fallback: undefined, required: false };
}

/** An option that has a value always: the default, if none is given. */
export function optionWithDefault<T>(declaration: Declaration<T>, fallback: string): Option<T> {
  return { ...complete(declaration), fallback, required: false };
}

/** An option without which the command cannot run. */
export function requiredOption<T>(declaration: Declaration<T>): Option<T> {
  return { ...complete(declaration), fallback: undefined, required: true };
}

function complete<T>(declaration: Declaration<T>) {
  const { flag, kind, description, key = flag.replaceAll('-', '_'), fallbackNote, secret = false } = declaration;
  return { flag, kind, description, key, fallbackNote, secret };
}

/** `ROLLCALL_DATA_DIR` for `data_dir`. */
export function environmentName(given: Pick<Option<unknown>, 'key'>): string {
  return `ROLLCALL_${given.key.toUpperCase()}`;
}

/** `--data-dir DIR`, as it stands in the help and the reference. */
export function usageOf(given: Pick<Option<unknown>, 'flag' | 'kind'>): string {
  return given.kind.placeholder === undefined ? `--${given.flag}` : `--${given.flag} ${given.kind.placeholder}`;
}
