import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wireUser } from '../service/assertions.ts';
import { place } from './account-model.ts';
import { arbitraryFilter, filterText } from './arbitrary-people.ts';
import { accountOf, type DirectoryModel, type RealDirectory } from './directory-model.ts';
import { WalkModel } from './walk-model.ts';

type Command = fc.AsyncCommand<DirectoryModel, RealDirectory>;

const sizes = fc.integer({ min: 1, max: 6 });

/** Everybody on one page: the same question again and again, whatever has happened since. */
export const listEverybody = fc.tuple(fc.nat(), arbitraryFilter).map(
  ([number, filter]): Command => ({
    check: ({ accounts }) => accounts.length > 0,
    run: async (model, { service }) => {
      await step(new WalkModel(accountOf(model, number), filter, 1000), undefined, service);
    },
    toString: () => `list everybody of ${number} (${filter ?? 'both states'})`,
  }),
);

/** A new walk; it takes its steps later. */
export const startWalk = fc.tuple(fc.nat(), arbitraryFilter, sizes).map(
  ([number, filter, size]): Command => ({
    check: ({ accounts }) => accounts.length > 0,
    run: async (model) => {
      model.walks.push(new WalkModel(accountOf(model, number), filter, size));
    },
    toString: () => `walk over ${number} (${filter ?? 'both states'}) in pages of ${size}`,
  }),
);

/** The next page of a walk, which may change its size on the way. */
export const takeStep = fc.tuple(fc.nat(), fc.option(sizes, { nil: undefined })).map(
  ([number, newSize]): Command => ({
    check: ({ walks }) => walks.some(({ ended }) => !ended),
    run: async ({ walks }, { service }) => {
      const open = walks.filter(({ ended }) => !ended);
      await step(open[number % open.length] ?? assert.fail('no walk is open'), newSize, service);
    },
    toString: () => `step of walk ${number}${newSize === undefined ? '' : `, from now on ${newSize}`}`,
  }),
);

/** Takes the next page and holds it against the model, to the last byte but the token. */
export async function step(
  walk: WalkModel,
  newSize: number | undefined,
  service: RealDirectory['service'],
): Promise<void> {
  const { account, filter, token } = walk;
  const sendsSize = newSize !== undefined || token === undefined;
  walk.size = newSize ?? walk.size;
  const query = [
    token === undefined ? `filter=${filterText(filter)}` : `page_token=${token}`,
    ...(sendsSize ? [`max_page_size=${walk.size}`] : []),
  ].join('&');
  const { page, more } = walk.expected();
  const answer = await service.call(account.token, 'GET', `/v1/accounts/${account.id}/users?${query}`);

  assert.equal(answer.status, 200, answer.text);
  const { results, next_page_token: next } = answer.json;
  assert.equal(JSON.stringify(results), JSON.stringify(page.map((person) => wireUser(account.id, person))));
  assert.equal('next_page_token' in answer.json, more);
  const last = page.at(-1);
  walk.advance(
    results.map(({ id }: { id: string }) => id),
    last ? place(last) : '',
    next,
  );
}
