import type { JournalEntry } from '@rollcall/contract/sandbox';
import type { Arrival, JournalRecord } from './journal-record.ts';

/** What was asked of a tenant, and what that meant. */
export class Journal {
  readonly #entries: JournalEntry[] = [];
  #sequence = 0;

  begin({ request, operation, version, region, clock }: Arrival): JournalRecord {
    this.#sequence += 1;
    const startedAt = performance.now();
    const entry: JournalEntry = {
      sequence: this.#sequence,
      time: new Date(clock.now()).toISOString(),
      wall_time: new Date().toISOString(),
      duration_ms: 0,
      region,
      operation,
      ...(version && { api_version: version }),
      method: request.method,
      path: request.url.split('?', 1)[0] ?? '',
      query: {},
      request_headers: {},
      outcome: 'no_answer',
      request_id: request.id,
    };
    this.#entries.push(entry);
    return {
      entry,
      answered: ({ status }, { reason }) => {
        entry.status = status;
        if (reason) entry.reason = reason;
      },
      ended: (whole) => {
        entry.duration_ms = performance.now() - startedAt;
        if (whole) entry.outcome = (entry.status ?? 500) < 400 ? 'succeeded' : 'refused';
      },
    };
  }

  entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries.length = 0;
    this.#sequence = 0;
  }

  /** Lets go of whoever waits. */
  close(): void {}
}
