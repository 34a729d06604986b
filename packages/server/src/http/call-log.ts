import type { ApiVersion } from '@rollcall/contract';
import type { Clock } from '../domain/clock.ts';
import type { HourlyUsage, SecretUse } from '../storage/application-verbs.ts';
import type { CallRecord, Storage } from '../storage/storage.ts';
import type { ProvenClient } from './client-authentication.ts';
import { UnwrittenCounts } from './unwritten-counts.ts';

const USER_AGENT_LENGTH = 256;
/** Distinct callers kept between two writes; the rest is counted as one. */
const MAX_CALLERS = 1000;
const NO_USER_AGENT = '(none)';
const OTHER = '(other)';
const HOUR_MS = 3_600_000;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Counts which application calls with which User-Agent and API version, by which secret, and how it is answered each
 * hour, and writes the counts now and then.
 */
export class CallLog {
  readonly #clock: Clock;
  readonly #calls = new UnwrittenCounts<Writable<CallRecord>>((known, more) => {
    known.calls += more.calls;
    spread(known, more);
  });
  readonly #uses = new UnwrittenCounts<Writable<SecretUse>>((known, more) => {
    known.uses += more.uses;
    spread(known, more);
  });
  readonly #usage = new UnwrittenCounts<Writable<HourlyUsage>>((known, more) => {
    for (const field of ['calls', 'refused', 'limited', 'failed'] as const) known[field] += more[field];
  });

  readonly #listeners: ((clientIds: readonly string[]) => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  count(clientId: string, userAgent: string | undefined, apiVersion: ApiVersion): void {
    const now = this.#clock.now();
    const known = this.#calls.get(`${clientId} ${apiVersion} ${userAgent ?? ''}`);
    if (known) {
      known.calls += 1;
      known.lastAt = now;
      return;
    }
    const full = this.#calls.size >= MAX_CALLERS;
    const key = `${clientId} ${apiVersion} ${full ? OTHER : (userAgent ?? '')}`;
    const shown = full ? OTHER : shownUserAgent(userAgent);
    this.#calls.add(key, { clientId, userAgent: shown, apiVersion, calls: 1, firstAt: now, lastAt: now });
  }

  /** Counts that an application proved itself by one of its secrets. */
  countSecretUse({ application, secretId }: ProvenClient, userAgent: string | undefined, address: string): void {
    const { clientId } = application;
    const full = this.#uses.size >= MAX_CALLERS;
    const from = full ? OTHER : address;
    const shown = full ? OTHER : shownUserAgent(userAgent);
    const now = this.#clock.now();
    const use = { clientId, secretId, userAgent: shown, address: from, uses: 1, firstAt: now, lastAt: now };
    this.#uses.add(`${clientId} ${secretId} ${from} ${shown}`, use);
  }

  /** Counts an answer of the Users API in the hour it is given. @param status of HTTP */
  countAnswer(clientId: string, status: number): void {
    const now = this.#clock.now();
    const hour = now - (now % HOUR_MS);
    const key = `${clientId} ${hour}`;
    const known = this.#usage.get(key);
    const counts = known ?? { clientId, hour, calls: 0, refused: 0, limited: 0, failed: 0 };
    counts.calls += 1;
    if (status >= 500) counts.failed += 1;
    else if (status === 429) counts.limited += 1;
    else if (status >= 400) counts.refused += 1;
    if (known === undefined) this.#usage.add(key, counts);
  }

  /** Tells whose calls the store has, each time it takes some. */
  onWritten(listener: (clientIds: readonly string[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Forgets what was not written yet. */
  clear(): void {
    for (const counts of [this.#calls, this.#uses, this.#usage]) counts.clear();
  }

  /** Hands the counts to the store. What it cannot take is kept for the next time. */
  async flush(storage: Pick<Storage, 'recordCalls' | 'recordSecretUses' | 'recordUsage'>): Promise<void> {
    await this.#calls.flush((records) => storage.recordCalls(records));
    await this.#uses.flush((uses) => storage.recordSecretUses(uses));
    await this.#usage.flush(async (usage) => {
      await storage.recordUsage(usage);
      for (const tell of this.#listeners) tell(usage.map(({ clientId }) => clientId));
    });
  }
}

function shownUserAgent(userAgent: string | undefined): string {
  return (userAgent ?? NO_USER_AGENT).slice(0, USER_AGENT_LENGTH);
}

function spread(known: { firstAt: number; lastAt: number }, more: { firstAt: number; lastAt: number }): void {
  known.firstAt = Math.min(known.firstAt, more.firstAt);
  known.lastAt = Math.max(known.lastAt, more.lastAt);
}
