import { setImmediate as turn } from 'node:timers/promises';
import type { ChangeContext } from '../../domain/audit.ts';
import type { Person } from '../../domain/directory.ts';
import type { ImportCounts, MadeField } from '../../storage/import-session.ts';
import type { Storage } from '../../storage/storage.ts';

const BATCH = 500;

export interface PeopleImport {
  readonly storage: Pick<Storage, 'beginImport'>;
  readonly accountId: string;
  readonly people: Iterable<Person>;
  /** What it is called in the audit log. */
  readonly source: string;
  readonly context: ChangeContext;
  /** What people of the same address, who are there already, keep. */
  readonly made?: readonly MadeField[];
}

/**
 * Puts people into an account that is there, all or nobody. They are taken a batch at a time, and others have their
 * turn in between.
 *
 * @throws ImportConflict when they contradict each other, or leave the account without an active owner
 */
export async function importPeople({
  storage,
  accountId,
  people,
  source,
  context,
  made = [],
}: PeopleImport): Promise<ImportCounts> {
  const session = await storage.beginImport(source, context);
  try {
    for (const batch of inBatches(people)) {
      await session.applyAll(
        batch.map((person) => ({ kind: 'person', person: { ...person, accountId }, made }) as const),
      );
      await turn();
    }
    return (await session.commit()).users;
  } finally {
    await session.abort();
  }
}

function* inBatches<T>(all: Iterable<T>): Generator<readonly T[], void> {
  let batch: T[] = [];
  for (const each of all) {
    batch.push(each);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
