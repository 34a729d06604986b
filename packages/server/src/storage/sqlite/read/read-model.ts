import { LRUCache } from 'lru-cache';
import type { Position, StoredApplication, StoredToken, UserJson, UserPage, UserQuery } from '../../storage.ts';
import type { Effect, TokenRow } from '../write/effects.ts';
import { ChangeRing } from './change-ring.ts';
import type { FreshPage } from './user-reader.ts';

/** Bytes a store uses for it unless told otherwise. */
export const DEFAULT_CACHE_BYTES = 256 * 2 ** 20;
/** What an entry costs beyond its bytes: key, list links, the typed array's own object. Measured, rounded up. */
const ENTRY_BYTES = 250;

interface CachedPage {
  readonly page: UserPage;
  readonly after: Position | undefined;
  readonly through: Position | undefined;
  /** The account's change count up to which the page is known to be good. */
  sequence: number;
}

interface CachedToken {
  readonly row: TokenRow;
  /** As handed out last; made anew when the application changes. */
  value: StoredToken | undefined;
}

/**
 * What was read lately, in a bounded number of bytes, kept true by the effects of every commit. Only what exists is
 * kept: an absence could become untrue without a word.
 */
export class ReadModel {
  readonly #users: LRUCache<string, UserJson>;
  readonly #pages: LRUCache<string, CachedPage>;
  readonly #tokens: LRUCache<string, CachedToken>;
  readonly #applications: LRUCache<string, StoredApplication>;
  readonly #changes = new Map<string, ChangeRing>();

  /** @param budget bytes; 0 keeps next to nothing */
  constructor(budget: number) {
    const share = (part: number): number => Math.max(1, Math.floor(budget * part));
    this.#users = new LRUCache({ maxSize: share(0.4), sizeCalculation: (json) => json.length + ENTRY_BYTES });
    this.#pages = new LRUCache({ maxSize: share(0.4), sizeCalculation: ({ page }) => page.json.length + ENTRY_BYTES });
    this.#tokens = new LRUCache({ maxSize: share(0.15), sizeCalculation: () => 2 * ENTRY_BYTES });
    this.#applications = new LRUCache({ maxSize: share(0.05), sizeCalculation: () => 4 * ENTRY_BYTES });
  }

  user(accountId: string, userId: string, read: () => UserJson | undefined): UserJson | undefined {
    const key = `${accountId}/${userId}`;
    const known = this.#users.get(key);
    if (known !== undefined) return known;
    const json = read();
    if (json !== undefined) this.#users.set(key, json);
    return json;
  }

  page(query: UserQuery, read: () => FreshPage): UserPage {
    const { accountId, state, size, after } = query;
    const key = `${accountId} ${state ?? ''} ${size} ${after === undefined ? '' : `${after.createTime} ${after.id}`}`;
    const changes = this.#changesOf(accountId);
    const known = this.#pages.get(key);
    if (known?.sequence === changes.sequence) return known.page;
    if (known !== undefined && changes.isUntouchedSince(known.sequence, known.after, known.through)) {
      known.sequence = changes.sequence;
      return known.page;
    }
    const { page, through } = read();
    this.#pages.set(key, { page, after, through, sequence: changes.sequence });
    return page;
  }

  application(clientId: string, read: () => StoredApplication | undefined): StoredApplication | undefined {
    const known = this.#applications.get(clientId);
    if (known !== undefined) return known;
    const application = read();
    if (application !== undefined) this.#applications.set(clientId, application);
    return application;
  }

  /** The token with its application as it is now, whatever the time. */
  token(
    hash: string,
    read: () => TokenRow | undefined,
    application: (clientId: string) => StoredApplication | undefined,
  ): StoredToken | undefined {
    let known = this.#tokens.get(hash);
    if (known === undefined) {
      const row = read();
      if (row === undefined) return undefined;
      known = { row, value: undefined };
      this.#tokens.set(hash, known);
    }
    const current = application(known.row.clientId);
    if (current === undefined) return undefined;
    if (known.value?.application !== current) {
      known.value = { application: current, issuedAt: known.row.issuedAt, expiresAt: known.row.expiresAt };
    }
    return known.value;
  }

  apply(effect: Effect): void {
    switch (effect.kind) {
      case 'user':
        this.#setUser(`${effect.accountId}/${effect.userId}`, effect.json);
        this.#changesOf(effect.accountId).note(effect.position);
        return;
      case 'token':
        if (effect.token === undefined) this.#tokens.delete(effect.hash);
        else this.#tokens.set(effect.hash, { row: effect.token, value: undefined });
        return;
      case 'account':
        this.#forgetApplicationsOf(effect.accountId);
        return;
      case 'tokens':
        this.#forgetTokens(effect.clientId);
        return;
      case 'application':
        if (effect.application === undefined) this.#forgetApplication(effect.clientId);
        else this.#applications.set(effect.clientId, effect.application);
    }
  }

  /** Forgets everything: the database changed in ways nobody told of. */
  clear(): void {
    this.#users.clear();
    this.#pages.clear();
    this.#tokens.clear();
    this.#applications.clear();
    this.#changes.clear();
  }

  #setUser(key: string, json: UserJson | undefined): void {
    if (json === undefined) this.#users.delete(key);
    else this.#users.set(key, json);
  }

  #forgetApplicationsOf(accountId: string): void {
    for (const [clientId, application] of this.#applications.entries()) {
      if (application.accountId === accountId) this.#applications.delete(clientId);
    }
  }

  /** With its tokens, which would come alive again with a new application of that id. */
  #forgetApplication(clientId: string): void {
    this.#applications.delete(clientId);
    this.#forgetTokens(clientId);
  }

  #forgetTokens(clientId: string): void {
    for (const [hash, { row }] of this.#tokens.entries()) if (row.clientId === clientId) this.#tokens.delete(hash);
  }

  #changesOf(accountId: string): ChangeRing {
    let changes = this.#changes.get(accountId);
    if (changes === undefined) {
      changes = new ChangeRing();
      this.#changes.set(accountId, changes);
    }
    return changes;
  }
}
