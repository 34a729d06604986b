import type { ApiVersion } from '@rollcall/contract';
import type { Clock } from '../domain/clock.ts';
import type { CallRecord, Storage } from '../storage/storage.ts';

const USER_AGENT_LENGTH = 256;
/** Distinct callers kept between two writes; the rest is counted as one. */
const MAX_CALLERS = 1000;
const NO_USER_AGENT = '(none)';
const OTHER_USER_AGENTS = '(other)';

/** Counts which application calls with which User-Agent and API version, and writes the counts now and then. */
export class CallLog {
  readonly #clock: Clock;
  readonly #listeners: ((clientIds: readonly string[]) => void)[] = [];
  #counts = new Map<string, { -readonly [Key in keyof CallRecord]: CallRecord[Key] }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  count(clientId: string, userAgent: string | undefined, apiVersion: ApiVersion): void {
    const now = this.#clock.now();
    const known = this.#counts.get(`${clientId} ${apiVersion} ${userAgent ?? ''}`);
    if (known) {
      known.calls += 1;
      known.lastAt = now;
      return;
    }
    const full = this.#counts.size >= MAX_CALLERS;
    const shown = full ? OTHER_USER_AGENTS : (userAgent ?? NO_USER_AGENT).slice(0, USER_AGENT_LENGTH);
    const key = `${clientId} ${apiVersion} ${full ? OTHER_USER_AGENTS : (userAgent ?? '')}`;
    const calls = (this.#counts.get(key)?.calls ?? 0) + 1;
    this.#counts.set(key, { clientId, userAgent: shown, apiVersion, calls, firstAt: now, lastAt: now });
  }

  /** Forgets what was not written yet. */
  clear(): void {
    this.#counts.clear();
  }

  /** Tells whose calls the store has, each time it takes some. */
  onWritten(listener: (clientIds: readonly string[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Hands the counts to the store. What it cannot take is kept for the next time. */
  async flush(storage: Storage): Promise<void> {
    if (this.#counts.size === 0) return;
    const taken = this.#counts;
    this.#counts = new Map();
    try {
      await storage.recordCalls([...taken.values()]);
    } catch (error) {
      for (const [key, record] of taken) {
        const since = this.#counts.get(key);
        if (since) since.calls += record.calls;
        if (since) since.firstAt = record.firstAt;
        else this.#counts.set(key, record);
      }
      throw error;
    }
    for (const tell of this.#listeners) tell(Array.from(taken.values(), ({ clientId }) => clientId));
  }
}
