import type { AdminTag, AuditEntry } from '@rollcall/contract/admin';
import { useEffect } from 'react';
import { api } from './api.ts';
import { queryClient, SESSION_KEY } from './query-client.ts';
import { followTogether } from './shared-events.ts';

/** Milliseconds between two refreshes for events: many changes at once must not use up the reader's requests. */
const PAUSE = 5_000;
/** What is shown of which kind, by how actions begin. */
const TAGS: Readonly<Record<string, AdminTag>> = {
  user: 'People',
  session: 'People',
  passkey: 'People',
  application: 'Applications',
  secret: 'Applications',
  token: 'Applications',
  account: 'Accounts',
  admin_key: 'Keys',
};

type Listener = (entry: AuditEntry | undefined) => void;
const listeners = new Set<Listener>();

/**
 * Follows what happens in the account that one looks at, while the console hears of it.
 *
 * @param listener gets an entry, or undefined where the connection was gone for a while and some may have been missed
 */
export function followEntries(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Reads again what is shown when something happens in the account, or, without one, anywhere in the deployment. */
export function useLiveEvents(account: string | undefined, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return undefined;
    const address =
      account === undefined
        ? api.address('FollowDeploymentEvents')
        : api.address('FollowEvents', { path: { account } });
    const stale = new StaleTags();
    const leave = followTogether(address, ({ type, data }) => {
      if (type === 'audit') {
        const entry = JSON.parse(data) as AuditEntry; // as the contract declares it
        stale.addAction(entry.action);
        tell(entry);
      } else if (type === 'usage') stale.add('Applications');
      else if (type === 'signed-out') void queryClient.invalidateQueries({ queryKey: SESSION_KEY });
      else {
        stale.add('Audit', ...new Set(Object.values(TAGS)));
        tell(undefined);
      }
    });
    return () => {
      leave();
      stale.stop();
    };
  }, [account, isWanted]);
}

function tell(entry: AuditEntry | undefined): void {
  for (const listener of listeners) listener(entry);
}

/** Gathers what went stale, and has it read again now and then. */
class StaleTags {
  readonly #tags = new Set<AdminTag>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refreshedAt = Number.NEGATIVE_INFINITY;

  addAction(action: string): void {
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
