import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { type Mark, markOf, Replica } from './replica.ts';

const MOST_BETWEEN_LOOKS_MS = 1_000;
const LOOKS_WITHIN_THE_LAG = 4;

export interface ReadersOptions {
  /** What it shows is older by this many milliseconds at the most, 1000 or more. */
  readonly maxLagMs: number;
  /** Hears when a replica begins to be read from, and when it no longer is. */
  readonly onChange?: ((change: ReplicaChange) => void) | undefined;
}

export interface ReplicaChange {
  /** The replica without credentials. */
  readonly place: string;
  /** Why it is passed over; undefined: it is read from. */
  readonly passedOver: string | undefined;
}

/**
 * Chooses where people are read: from a replica that is known to be fresh enough, in turn, else from the primary. How far
 * the replicas are is found out a few times within the lag that is allowed, not with each read.
 */
export class Readers {
  readonly #primary: Database;
  readonly #replicas: readonly Replica[];
  readonly #options: ReadersOptions;
  readonly #marks: Mark[] = [];
  /** When this server last changed people of an account, as far as a replica may not have it yet. */
  readonly #changes = new Map<string, number>();
  readonly #serving = new Map<Replica, boolean>();
  #timer: NodeJS.Timeout | undefined;
  #marking = false;
  #closed = false;
  #turn = 0;

  /** @param replicas their databases; they are closed by `close` */
  constructor(primary: Database, replicas: readonly Database[], options: ReadersOptions) {
    this.#primary = primary;
    this.#replicas = replicas.map((database) => new Replica(database));
    this.#options = options;
  }

  /** Looks at every replica, then again and again. One that cannot be read from is no failure. */
  async start(): Promise<void> {
    if (this.#replicas.length === 0) return;
    const pause = Math.min(MOST_BETWEEN_LOOKS_MS, this.#options.maxLagMs / LOOKS_WITHIN_THE_LAG);
    await this.#look();
    // A command looks no further, and may have come a moment too early for a replica that is not far behind.
    if (!this.#replicas.some((replica) => replica.holds(this.#oldest()))) {
      await delay(pause);
      await this.#look();
    }
    this.#timer = setInterval(() => void this.#look(), pause).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#closed = true;
    await Promise.all(this.#replicas.map(({ database }) => database.close()));
  }

  /** People of an account were changed by this server: it shows nothing older from now on. */
  noteChange(accountId: string): void {
    if (this.#replicas.length > 0) this.#changes.set(accountId, performance.now());
  }

  /** Reads people of an account. Where a replica fails, the primary answers. */
  async read<T>(accountId: string, work: (database: Database) => Promise<T>): Promise<T> {
    const replica = this.#choose(accountId);
    if (replica === undefined) return work(this.#primary);
    try {
      return await work(replica.database);
    } catch {
      // Whatever it was: the primary either does better or says what is wrong.
      replica.passOver();
      return work(this.#primary);
    }
  }

  /** Reads many people of an account. Where a replica fails before the first, the primary gives them. */
  async *readMany<T>(accountId: string, work: (database: Database) => AsyncIterable<T>): AsyncGenerator<T, void> {
    const replica = this.#choose(accountId);
    let begun = false;
    if (replica !== undefined) {
      try {
        for await (const one of work(replica.database)) {
          begun = true;
          yield one;
        }
        return;
      } catch (error) {
        if (begun) throw error;
        replica.passOver();
      }
    }
    yield* work(this.#primary);
  }

  #choose(accountId: string): Replica | undefined {
    if (this.#replicas.length === 0) return undefined;
    const needed = Math.max(this.#oldest(), this.#changes.get(accountId) ?? Number.NEGATIVE_INFINITY);
    const fresh = this.#replicas.filter((replica) => replica.holds(needed));
    this.#turn += 1;
    return fresh[this.#turn % fresh.length];
  }

  #oldest(): number {
    return performance.now() - this.#options.maxLagMs;
  }

  /** Never fails. A replica that keeps its answer to itself holds up neither the next mark nor the other replicas. */
  async #look(): Promise<void> {
    if (this.#marking) return;
    this.#marking = true;
    try {
      this.#marks.push(await markOf(this.#primary));
    } catch {
      // Without the primary no call gets as far as reading people.
      return;
    } finally {
      this.#marking = false;
    }
    this.#forgetOld();
    await Promise.all(this.#replicas.map(async (replica) => this.#tell(replica, await replica.look(this.#marks))));
  }

  /** What is older than anything that may be shown decides nothing. */
  #forgetOld(): void {
    const oldest = this.#oldest();
    while ((this.#marks[0]?.at ?? oldest) < oldest) this.#marks.shift();
    for (const [accountId, moment] of this.#changes) if (moment < oldest) this.#changes.delete(accountId);
  }

  #tell(replica: Replica, reason: string | undefined): void {
    const serves = replica.holds(this.#oldest());
    if (this.#closed || this.#serving.get(replica) === serves) return;
    this.#serving.set(replica, serves);
    const lag = `It is more than ${this.#options.maxLagMs / 1000} s behind.`;
    this.#options.onChange?.({ place: replica.database.place, passedOver: serves ? undefined : (reason ?? lag) });
  }
}
