import assert from 'node:assert/strict';
import type { Person } from '../../src/domain/directory.ts';
import { type AccountModel, place } from './account-model.ts';
import type { Filter } from './arbitrary-people.ts';

/** A walk over an account's people, and what the contract promises of it. */
export class WalkModel {
  readonly account: AccountModel;
  readonly filter: Filter;
  size: number;
  /** Undefined: before the first page. */
  token: string | undefined;
  ended = false;
  #last = '';
  readonly #seen = new Set<string>();
  /** Who was there when the walk began and has matched ever since: to be seen exactly once. */
  #steady: ReadonlySet<string>;

  constructor(account: AccountModel, filter: Filter, size: number) {
    this.account = account;
    this.filter = filter;
    this.size = size;
    this.#steady = this.#matching();
  }

  /** To be called after every change to people. */
  notice(): void {
    const matching = this.#matching();
    this.#steady = new Set([...this.#steady].filter((id) => matching.has(id)));
  }

  /** Whom the next page holds, and whether others follow. */
  expected(): { readonly page: readonly Person[]; readonly more: boolean } {
    const rest = this.account.list(this.filter).filter((person) => place(person) > this.#last);
    return { page: rest.slice(0, this.size), more: rest.length > this.size };
  }

  advance(ids: readonly string[], last: string, token: string | undefined): void {
    for (const id of ids) {
      assert.ok(!this.#seen.has(id), `${id} was seen twice`);
      this.#seen.add(id);
    }
    this.#last = last;
    this.token = token;
    this.ended = token === undefined;
    if (!this.ended) return;
    const skipped = [...this.#steady].filter((id) => !this.#seen.has(id));
    assert.deepEqual(skipped, [], 'people were skipped');
  }

  #matching(): ReadonlySet<string> {
    return new Set(this.account.list(this.filter).map(({ id }) => id));
  }
}
