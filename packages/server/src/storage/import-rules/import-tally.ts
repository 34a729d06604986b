import type { ImportChange, ImportCounts } from '../import-session.ts';

export type ImportedKind = 'accounts' | 'users' | 'applications';

const KINDS = ['accounts', 'users', 'applications'] as const;
const CHANGES = ['created', 'updated', 'unchanged'] as const;

/** Counts what an import did. */
export class ImportTally {
  readonly #counts = { accounts: none(), users: none(), applications: none() };

  count(kind: ImportedKind, change: ImportChange): void {
    this.#counts[kind][change] += 1;
  }

  add(other: ImportTally): void {
    for (const kind of KINDS) for (const change of CHANGES) this.#counts[kind][change] += other.of(kind)[change];
  }

  of(kind: ImportedKind): ImportCounts {
    return { ...this.#counts[kind] };
  }

  /** What changed, in words of the audit log: `users_created`, … Empty where nothing did. */
  changes(): Record<string, number> {
    const entries = KINDS.flatMap((kind) =>
      (['created', 'updated'] as const).map((change) => [`${kind}_${change}`, this.#counts[kind][change]] as const),
    );
    return Object.fromEntries(entries.filter(([, count]) => count > 0));
  }
}

function none(): Record<ImportChange, number> {
  return { created: 0, updated: 0, unchanged: 0 };
}
