import type { Comparison, Machine, Settings } from '../result.ts';

/** What `--postgres --json` writes. */
export interface PostgresResult {
  readonly format: 1;
  readonly kind: 'postgres';
  /** RFC 3339. */
  readonly startedAt: string;
  readonly tookSeconds: number;
  readonly quick: boolean;
  readonly command: string;
  readonly machine: Machine;
  /** 1, 5 and 15 minutes: before, whether somebody else was at work; after, mostly what the run itself did. */
  readonly load: { readonly before: readonly number[]; readonly after: readonly number[] };
  readonly settings: Settings;
  readonly versions: Readonly<Record<string, string>>;
  /** Settings of PostgreSQL that are not its own. */
  readonly databaseSettings: Readonly<Record<string, string>>;
  readonly pool: number;
  readonly applications: number;
  /** What each operation asks of the database, in order; statements side by side stand together. */
  readonly asked: readonly AskedStatements[];
  readonly comparisons: readonly Comparison[];
  readonly pages: readonly StorePages[];
  readonly imports: readonly { readonly people: number; readonly perSecond: number }[];
  readonly sizes: readonly TableSize[];
  readonly writeAhead: readonly WriteAhead[];
  readonly caveats: readonly string[];
}

export interface AskedStatements {
  readonly operation: string;
  readonly limits: boolean;
  readonly steps: readonly (readonly string[])[];
}

/** Pages of 100, one request at a time, in a store with so many people. */
export interface StorePages {
  readonly people: number;
  readonly filter: 'none' | 'user.isActive()';
  /** A walk through everyone: the median page of each tenth, in order. */
  readonly tenthsMs: readonly number[];
  readonly randomMs: { readonly p50: number; readonly p95: number };
  readonly samples: number;
}

/** Bytes on disk, by PostgreSQL's own account. */
export interface TableSize {
  readonly table: string;
  readonly rows: number;
  readonly tableBytes: number;
  readonly indexes: readonly { readonly name: string; readonly bytes: number }[];
}

/** Bytes of the log of changes for each of an operation: what replicas and backups have to carry. */
export interface WriteAhead {
  readonly operation: string;
  readonly times: number;
  readonly bytes: number;
}
