import type { Kind } from '../options/kind.ts';
import type { OptionRecord, ValuesOf } from '../options/option.ts';

/** A word of the command line that is no flag: `rollcall import FILE`. */
export interface Argument<T = unknown> {
  /** In capitals, as the help shows it. */
  readonly name: string;
  readonly description: string;
  readonly kind: Kind<T>;
  /** Takes any number of words, none included. The last argument only. */
  readonly many?: boolean;
}

export type ArgumentRecord = Readonly<Record<string, Argument>>;
export type ArgumentsOf<A extends ArgumentRecord> = {
  readonly [K in keyof A]: A[K] extends Argument<infer T> ? (A[K] extends { many: true } ? readonly T[] : T) : never;
};

export interface Example {
  readonly does: string;
  readonly command: string;
}

/** One call of a command. */
export interface Call<A extends ArgumentRecord, O extends OptionRecord> {
  readonly arguments: ArgumentsOf<A>;
  readonly options: ValuesOf<O>;
  /** How a person wrote the option: `--http`, `ROLLCALL_HTTP`, `http in FILE`. Undefined: nobody did. */
  readonly givenAs: (name: keyof O) => string | undefined;
}

/** A command, as data and what it does. Help, completion of settings and the reference come from it. */
export interface Command<A extends ArgumentRecord = ArgumentRecord, O extends OptionRecord = OptionRecord> {
  /** More than the summary says, for the help and the reference. */
  readonly description: string;
  readonly arguments: A;
  readonly options: O;
  readonly examples: readonly Example[];
  /** What the exit codes mean beyond 0, 1 and 2: `{ 3: 'Some were refused.' }`. */
  readonly exitCodes?: Readonly<Record<number, string>>;
  run(call: Call<A, O>): Promise<void>;
}

/** Declares a command; only here for the inference of the types of `run`. */
export function defineCommand<A extends ArgumentRecord, O extends OptionRecord>(command: Command<A, O>): Command<A, O> {
  return command;
}

/** `FILE`, or `[USER…]` where any number may stand, as usage lines show it. */
export function usageOfArgument({ name, many }: Argument): string {
  return many ? `[${name}…]` : name;
}

/**
 * Forgets which arguments and options a command has. Sound because a command's `run` is only ever called with what was
 * parsed by that same command's declarations.
 */
export function erase<C>(command: C): Command {
  return command as Command;
}
