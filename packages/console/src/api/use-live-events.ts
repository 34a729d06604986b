import type { AdminTag, AuditEntry } from '@rollcall/contract/admin';
import { useEffect } from 'react';
import { api } from './api.ts';
import { queryClient, SESSION_KEY } from './query-client.ts';

/** Milliseconds between two refreshes for events: many changes at once must not use up the reader's requests. */
const PAUSE = 5_000;
/** What is shown of which kind, by how actions begin. */
const TAGS: Readonly<Record<string, AdminTag>> = {
  user: 'People',
  application: 'Applications',
  secret: 'Applications',
  token: 'Applications',
  account: 'Accounts',
  admin_key: 'Keys',
};

/** Reads again what is shown when something happens in the account, or, without one, anywhere in the deployment. */
export function useLiveEvents(account: string | undefined, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return undefined;
    const address =
      account === undefined
        ? api.address('FollowDeploymentEvents')
        : api.address('FollowEvents', { path: { account } });
    const source = new EventSource(address);
    const stale = new StaleTags();
    source.addEventListener('audit', ({ data }: MessageEvent<string>) => stale.addAction(data));
    source.addEventListener('usage', () => stale.add('Applications'));
    source.addEventListener('signed-out', () => void queryClient.invalidateQueries({ queryKey: SESSION_KEY }));
    return () => {
      source.close();
      stale.stop();
    };
  }, [account, isWanted]);
}

/** Gathers what went stale, and has it read again now and then. */
class StaleTags {
  readonly #tags = new Set<AdminTag>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refreshedAt = Number.NEGATIVE_INFINITY;

  addAction(data: string): void {
    const { action } = JSON.parse(data) as AuditEntry; // as the contract declares it
    this.add('Audit', TAGS[action.split('.', 1)[0] ?? ''] ?? 'Accounts');
  }

  add(...tags: readonly AdminTag[]): void {
    for (const tag of tags) this.#tags.add(tag);
    const due = this.#refreshedAt + PAUSE - performance.now();
    this.#timer ??= setTimeout(() => this.#refresh(), Math.max(200, due));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #refresh(): void {
    this.#timer = undefined;
    this.#refreshedAt = performance.now();
    for (const tag of this.#tags) void queryClient.invalidateQueries({ queryKey: [tag] });
    this.#tags.clear();
  }
}
