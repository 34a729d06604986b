import type { ControlClient } from '../control-client.ts';
import type { Expectation, JournalEntry, RequestFilter } from '../payloads.ts';
import { SandboxError } from '../sandbox-error.ts';

/** Every request, and what it meant. Secrets are masked. */
export interface JournalControls {
  /** Oldest first, all of them unless a filter is given. */
  list(filter?: RequestFilter): Promise<JournalEntry[]>;
  /**
   * Waits until so many requests of a kind have been answered.
   *
   * @param options.count 1 unless given
   * @param options.timeoutMs 5,000 unless given, 60,000 at the most, by the machine's clock
   * @returns all of that kind, oldest first
   * @throws SandboxError when the time is over first, saying what there was
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   * import { connectSandbox } from '@rollcall/client/testing';
   *
   * const sandbox = await connectSandbox(controlUrl);
   * await using account = await sandbox.createAccount();
   * const work = createClient(account.options).users.suspend(await account.userId('member')); // in your program
   * const [suspension] = await account.journal.wait({ operation: 'SuspendUser' });
   * console.log(suspension?.status); // 200
   * await work;
   * ```
   */
  wait(
    filter: RequestFilter,
    options?: { readonly count?: number | undefined; readonly timeoutMs?: number | undefined },
  ): Promise<JournalEntry[]>;
  /**
   * Holds what was requested against expectations: at least one request of that kind, unless a number is given.
   *
   * @throws SandboxError with a sentence for each that is not met: what was expected, and what there was
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   * import { connectSandbox } from '@rollcall/client/testing';
   *
   * const sandbox = await connectSandbox(controlUrl);
   * await using account = await sandbox.createAccount();
   * const { users } = createClient(account.options);
   * await users.suspend(await account.userId('member'));
   * await account.journal.assert(
   *   { operation: 'SuspendUser', outcome: 'succeeded', exactly: 1 },
   *   { operation: 'IssueToken', at_most: 1 },
   *   { outcome: 'failed', exactly: 0 },
   * );
   * ```
   */
  assert(...expectations: Expectation[]): Promise<void>;
  /** Empties it; counting goes on. */
  clear(): Promise<void>;
}

/** The most that is answered at once. */
const LIMIT = 10_000;

export function journalControls(ask: ControlClient, at: string): JournalControls {
  const path = `${at}/journal`;
  const failuresOf = async (expectations: readonly Expectation[]) => {
    const request = { path: `${path}:assert`, method: 'POST', body: { expectations } } as const;
    return (await ask<{ failures: string[] }>(request)).failures;
  };
  return {
    list: (filter = {}) => listEntries(ask, path, filter),
    wait: async (filter, { count = 1, timeoutMs } = {}) => {
      const query = { ...filter, count, timeout_ms: timeoutMs };
      const answer = await ask<{ met: boolean; entries: JournalEntry[] }>({ path: `${path}:wait`, query });
      if (answer.met) return answer.entries;
      const [sentence = 'Requests are still being answered.'] = await failuresOf([{ ...filter, at_least: count }]);
      throw new SandboxError(`The time is over. ${sentence}`);
    },
    assert: async (...expectations) => {
      const failures = await failuresOf(expectations);
      if (failures.length > 0) throw new SandboxError(failures.join('\n'));
    },
    clear: () => ask({ path, method: 'DELETE' }),
  };
}

async function listEntries(ask: ControlClient, path: string, filter: RequestFilter): Promise<JournalEntry[]> {
  const all: JournalEntry[] = [];
  let after = filter.after;
  for (;;) {
    const query = { ...filter, after, limit: LIMIT };
    const { entries } = await ask<{ entries: JournalEntry[] }>({ path, query });
    for (const entry of entries) all.push(entry);
    if (entries.length < LIMIT) return all;
    after = entries.at(-1)?.sequence;
  }
}
