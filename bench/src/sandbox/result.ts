import type { Machine } from '../result.ts';

/** What `--sandbox --json` writes. */
export interface SandboxResult {
  readonly format: 1;
  readonly kind: 'sandbox';
  /** RFC 3339. */
  readonly startedAt: string;
  readonly tookSeconds: number;
  readonly quick: boolean;
  readonly command: string;
  readonly machine: Machine;
  /** 1, 5 and 15 minutes, before the run. */
  readonly load: readonly number[];
  readonly versions: Readonly<Record<string, string>>;
  readonly starts: readonly Starts[];
  readonly accounts: readonly Accounts[];
  readonly caveats: readonly string[];
}

/** From starting the process to its first answer of 200, in milliseconds. */
export interface Starts {
  readonly name: string;
  /** What it was asked. */
  readonly asked: string;
  readonly ms: readonly number[];
}

/** Isolated accounts made one after the other on one connection: milliseconds for each. */
export interface Accounts {
  readonly name: string;
  readonly ms: readonly number[];
}
