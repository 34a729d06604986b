import { StorageConflict } from '../../storage.ts';
import type { Database } from '../database.ts';
import { worldlyFailure } from '../failures.ts';
import type { Effect } from './effects.ts';
import { externalEpoch } from './housekeeping.ts';
import type { Answer, Intention, VerbName } from './intentions.ts';
import { carryOut } from './verbs.ts';

/**
 * Verbs that may be forgotten when the machine loses power, and only then: whoever holds a token that is forgotten asks
 * for another one, and counts are a few too low. A batch of nothing else does not wait for the disk; it survives the
 * end of the process all the same, and is on disk with the next batch that waits.
 */
const LIGHT: ReadonlySet<VerbName> = new Set<VerbName>([
  'issueToken',
  'recordCalls',
  'recordSecretUses',
  'recordUsage',
  'recordKeyUses',
  'sweepSignIns',
  'sweepApplications',
  'sweepTokens',
]);

/** What a committed batch came to. Plain data: it may come from another thread. */
export interface BatchOutcome {
  /** One for each intention, in their order. */
  readonly answers: readonly Answer[];
  /** Of the whole batch, in the order of the changes; to be applied before the answers go out. */
  readonly effects: readonly Effect[];
  /** The external epoch as the batch saw it. */
  readonly epoch: number;
}

export interface WriterOptions {
  readonly database: Database;
  /** For messages: the data folder. */
  readonly place: string;
  /** Tells servers that run beside this process of every batch. */
  readonly announces: boolean;
}

/**
 * Carries out intentions in batches: one transaction each, so that they share one wait for the disk, with a savepoint
 * around each intention, so that one that fails does not take the others along.
 */
export class Writer {
  readonly #options: WriterOptions;
  /** As the connection was opened. */
  #waits = true;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Never throws: where the world is at fault (disk full, locked) every answer says so, and nothing has changed. */
  run(batch: readonly Intention[]): BatchOutcome {
    const { database, announces } = this.#options;
    try {
      this.#waitForDisk(batch.some(({ verb }) => !LIGHT.has(verb)));
      database.statement('BEGIN IMMEDIATE').run();
      const effects: Effect[] = [];
      const answers = batch.map((intention) => this.#attempt(intention, effects));
      if (announces) database.run('UPDATE store SET external_epoch = external_epoch + 1');
      const epoch = externalEpoch(database);
      database.statement('COMMIT').run();
      return { answers, effects, epoch };
    } catch (error) {
      return this.#giveUp(batch, error);
    }
  }

  #waitForDisk(wait: boolean): void {
    if (wait === this.#waits) return;
    this.#options.database.exec(`PRAGMA synchronous = ${wait ? 'FULL' : 'NORMAL'}`);
    this.#waits = wait;
  }

  /** @throws when the transaction itself is lost, for the batch to give up as a whole */
  #attempt(intention: Intention, effects: Effect[]): Answer {
    const { database } = this.#options;
    const before = effects.length;
    database.statement('SAVEPOINT intention').run();
    try {
      const value = carryOut({ database, affect: (effect) => effects.push(effect) }, intention);
      database.statement('RELEASE intention').run();
      return { ok: true, value };
    } catch (error) {
      // Where the disk is full or away, the others cannot be committed either.
      if (!database.inTransaction || worldlyFailure(error, '') !== undefined) throw error;
      database.exec('ROLLBACK TO intention; RELEASE intention');
      effects.length = before;
      return failed(error);
    }
  }

  #giveUp(batch: readonly Intention[], error: unknown): BatchOutcome {
    const { database, place } = this.#options;
    try {
      if (database.inTransaction) database.exec('ROLLBACK');
    } catch {
      // SQLite may have rolled back by itself between the question and the order: that is what was wanted.
    }
    const sentence = worldlyFailure(error, place);
    const answer: Answer =
      sentence === undefined ? failed(error) : { ok: false, kind: 'unavailable', message: sentence };
    return { answers: batch.map(() => answer), effects: [], epoch: -1 };
  }

  close(): void {
    this.#options.database.close();
  }
}

function failed(error: unknown): Answer {
  if (error instanceof StorageConflict) {
    return { ok: false, kind: 'conflict', field: error.field, message: error.message };
  }
  return { ok: false, kind: 'internal', message: error instanceof Error ? error.message : String(error) };
}
