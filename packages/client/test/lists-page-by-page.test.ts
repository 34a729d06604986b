import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ERR_INVALID_ARGUMENT, ERR_INVALID_OPTIONS, ERR_INVALID_RESPONSE, type ListOptions } from '@rollcall/client';
import { answers, changesBody } from './support/faults.ts';
import { idOf, refusalOf, startScene, USERS_PATH, VERSIONS } from './support/scene.ts';

const SEVEN = [{}, { state: 'SUSPENDED' }, {}, { state: 'SUSPENDED' }, {}, {}, {}] as const;

for (const apiVersion of VERSIONS) {
  describe(`a list, ${apiVersion}`, () => {
    it('holds everybody once and in order, by person and by page, and begins anew each time', async (context) => {
      const scene = await startScene(context, { people: SEVEN });
      const { users } = scene.client({ apiVersion });
      const everybody = scene.people.map(({ id }) => id);
      const list = users.list({ pageSize: 3 });
      assert.deepEqual(scene.proxy.seen, [], 'nothing is sent before somebody asks');

      assert.deepEqual(await ids(list), everybody);
      assert.deepEqual(await ids(list), everybody);
      const pages = await Array.fromAsync(list.pages());
      assert.deepEqual(
        pages.map(({ results }) => results.length),
        [3, 3, 1],
      );
      assert.equal('next_page_token' in (pages[2] ?? {}), false);
      const [first] = pages.flatMap(({ results }) => results);
      const { displayName, email, createTime } = scene.people[0] ?? {};
      assert.deepEqual(first, {
        id: everybody[0],
        email,
        display_name: displayName,
        state: 'ACTIVE',
        create_time: createTime,
        path: `accounts/${scene.application.accountId}/users/${everybody[0]}`,
      });
    });

    it('filters, and goes on from a page token', async (context) => {
      const scene = await startScene(context, { people: SEVEN });
      const { users } = scene.client({ apiVersion });
      assert.deepEqual(await ids(users.list({ filter: 'suspended', pageSize: 1 })), [idOf(scene, 1), idOf(scene, 3)]);
      assert.equal((await ids(users.list({ filter: 'active' }))).length, 5);

      const [page] = await Array.fromAsync(take(users.list({ pageSize: 2 }).pages(), 1));
      const pageToken = page?.next_page_token;
      assert.deepEqual(
        await ids(users.list({ pageSize: 5, pageToken })),
        scene.people.slice(2).map(({ id }) => id),
      );
      const otherFilter = Array.fromAsync(users.list({ filter: 'active', pageToken }));
      assert.equal((await refusalOf(otherFilter)).code, ERR_INVALID_ARGUMENT);
    });

    it('of nobody is empty', async (context) => {
      const scene = await startScene(context);
      assert.deepEqual(await ids(scene.client({ apiVersion }).users.list({ filter: 'suspended' })), []);
    });
  });
}

describe('a list', () => {
  it('that is left early asks for no more pages', async (context) => {
    const scene = await startScene(context, { people: SEVEN });
    const { users } = scene.client();
    for await (const { id } of users.list({ pageSize: 2 })) if (id === idOf(scene, 1)) break;
    assert.equal(scene.proxy.count(USERS_PATH), 1);
    for await (const { id } of users.list({ pageSize: 2 })) if (id === idOf(scene, 2)) break;
    assert.equal(scene.proxy.count(USERS_PATH), 3);
  });

  it('ends where the next page is null, empty or left out, and where there are no results', async (context) => {
    const scene = await startScene(context);
    const { users } = scene.client();
    for (const end of [{ next_page_token: null }, { next_page_token: '' }, {}]) {
      for (const results of [[], null, undefined]) {
        scene.proxy.inject(answers(200, {}, { results, ...end }), { path: USERS_PATH });
        assert.deepEqual(await Array.fromAsync(users.list().pages()), [{ results: [] }]);
      }
    }
  });

  it('does not walk for ever where a page leads to itself', async (context) => {
    const scene = await startScene(context);
    const page = answers(200, {}, { results: [], next_page_token: 'again' });
    scene.proxy.inject(page, { path: USERS_PATH, times: Infinity });
    const error = await refusalOf(Array.fromAsync(scene.client().users.list()));
    assert.equal(error.code, ERR_INVALID_RESPONSE);
    assert.equal(scene.proxy.count(USERS_PATH), 2);
  });

  it('lets fields through that this version does not know, and states', async (context) => {
    const scene = await startScene(context);
    const results = [{ id: 'A', state: 'PENDING', team: { id: 7 } }];
    const body = { results, total_size: 1 };
    scene.proxy.inject(
      changesBody(() => body),
      { path: USERS_PATH },
    );
    assert.deepEqual(await Array.fromAsync(scene.client().users.list().pages()), [body]);
  });

  it('refuses what cannot be asked for, at once', async (context) => {
    const { users } = (await startScene(context)).client();
    const refused = [
      { filter: 'gone' },
      { filter: 'toString' },
      { pageSize: 0 },
      { pageSize: 1001 },
      { pageSize: 1.5 },
      { pageToken: '' },
    ];
    for (const options of refused) {
      const name = Object.keys(options)[0];
      const asked = options as ListOptions; // what a caller without types could hand in
      assert.throws(() => users.list(asked), { code: ERR_INVALID_OPTIONS, message: new RegExp(`^${name} must be`) });
    }
  });
});

async function ids(list: AsyncIterable<{ readonly id: string }>): Promise<string[]> {
  return (await Array.fromAsync(list)).map(({ id }) => id);
}

async function* take<T>(items: AsyncIterable<T>, count: number) {
  let taken = 0;
  for await (const item of items) {
    yield item;
    taken += 1;
    if (taken === count) return;
  }
}
