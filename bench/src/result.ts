import type { LoadResult } from './load/load-job.ts';

/** What `--json` writes: every raw figure. Ratios and verdicts are made from it when it is rendered. */
export interface BenchmarkResult {
  readonly format: 1;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly tookSeconds: number;
  /** A smoke run: too short for its figures to mean anything. */
  readonly quick: boolean;
  readonly command: string;
  readonly machine: Machine;
  readonly settings: Settings;
  readonly versions: Readonly<Record<string, string>>;
  readonly comparisons: readonly Comparison[];
  readonly pages?: PageCosts;
  readonly startUps?: readonly StartUp[];
  readonly imports?: readonly ImportRate[];
  readonly memory: readonly MemoryUse[];
  /** What went wrong or must be known before a figure is believed. */
  readonly caveats: readonly string[];
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly kernel: string;
  readonly node: string;
  readonly pinning: string;
  /** Milliseconds to append 4 KiB to a file in the folder of the measurements and fsync it: the median. */
  readonly fsyncMs: number;
}

export interface Settings {
  readonly connections: number;
  readonly rounds: number;
  /** Seconds each contender is measured in each round. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** People in the folder of the comparisons. */
  readonly people: number;
  /** People in the big folder. */
  readonly manyPeople: number;
}

export interface Comparison {
  readonly id: string;
  readonly title: string;
  /** The first is the bare server, the second Rollcall, the others its peers. */
  readonly contenders: readonly Contender[];
}

export interface Contender {
  readonly name: string;
  /** Of the first answer: what came over the wire. */
  readonly answer: { readonly bytes: number; readonly headers: number };
  readonly rounds: readonly Round[];
  readonly note?: string;
}

export interface Round extends LoadResult {
  /** Processor seconds of the server for each second; undefined where the system does not tell. */
  readonly serverBusy: number | undefined;
  /** The same of the database behind it, where there is one. */
  readonly databaseBusy?: number | undefined;
}

/** Milliseconds for one page of 100, one request at a time. */
export interface PageCosts {
  readonly people: number;
  readonly pages: readonly {
    readonly filter: 'none' | 'user.isActive()';
    readonly place: string;
    readonly ms: { readonly p50: number; readonly p95: number };
    readonly samples: number;
  }[];
  /** A walk through everyone: the median page of each tenth, in order. */
  readonly walks: readonly { readonly filter: 'none' | 'user.isActive()'; readonly tenthsMs: readonly number[] }[];
}

export interface StartUp {
  readonly people: number;
  /** From starting the process to the end of the answer, for each start. */
  readonly firstPersonMs: readonly number[];
  /** And to the end of a first page of 100 right after it. */
  readonly firstPageMs: readonly number[];
}

export interface ImportRate {
  readonly how: string;
  readonly people: number;
  readonly perSecond: number;
  /** The same file again, which changes nothing. */
  readonly againPerSecond?: number;
  readonly exportPerSecond?: number;
  /** Resident bytes at the most. */
  readonly peakRss?: number;
}

export interface MemoryUse {
  readonly when: string;
  readonly now: number;
  readonly peak: number;
}
