import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Person } from '../../../src/domain/directory.ts';
import { wireUser } from '../../service/assertions.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { somebody } from '../../service/service.ts';
import { emailsOf, ListScene, people, walk } from '../lists.ts';

provesItsStatus(import.meta.filename);

describe('the answer', () => {
  test('is the whole people under results, byte for byte, in both families', async () => {
    const everybody: Person[] = [somebody(0), { ...somebody(1), state: 'SUSPENDED', displayName: 'أحمد "A" 🦊' }];
    await using scene = await ListScene.open(everybody);

    for (const version of ['v1', 'v1beta1']) {
      const answer = await scene.list('', { version });
      assert.equal(answer.text, JSON.stringify({ results: everybody.map((each) => wireUser(scene.accountId, each)) }));
      assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
      assert.equal(answer.headers['cache-control'], 'no-store');
    }
  });

  test('has empty results and no next_page_token where there is nobody', async () => {
    await using nobody = await ListScene.open([]);
    await using oneActive = await ListScene.open([somebody(0)]);

    assert.equal((await nobody.list()).text, '{"results":[]}');
    assert.equal((await nobody.list('?max_page_size=1000&filter=user.isActive()')).text, '{"results":[]}');
    assert.equal((await oneActive.list('?filter=user.isSuspended()')).text, '{"results":[]}');
  });

  test('is in the order of create_time, then id, however people came in', async () => {
    const second = '2024-02-29T23:59:59Z';
    const ids = ['Z', 'A', '7', '2', 'M', 'B'].map((letter) => letter.repeat(26));
    const same = ids.map((id, index): Person => ({ ...somebody(index), id, createTime: second, role: 'owner' }));
    const early: Person = { ...somebody(10), id: '3'.repeat(26), createTime: '1969-12-31T23:59:59Z' };
    const late: Person = { ...somebody(11), id: '4'.repeat(26), createTime: '2024-03-01T00:00:00Z' };
    await using scene = await ListScene.open([late, ...same, early]);
    const expected = [early.email, ...['2', '7', 'A', 'B', 'M', 'Z'].map((l) => emailOf(same, l)), late.email];

    assert.deepEqual(emailsOf(await scene.list()), expected);
    for (const size of [1, 2, 3, 7]) assert.deepEqual(await walk(scene, `?max_page_size=${size}`), expected);
  });
});

describe('the filter', () => {
  const everybody = people(9, (index) => ({ state: index % 3 === 1 ? 'SUSPENDED' : 'ACTIVE' }));
  const emails = (state?: string) =>
    everybody.filter((each) => state === undefined || each.state === state).map((each) => each.email);

  test('selects a state, parentheses raw or encoded; absent or empty: both', async () => {
    await using scene = await ListScene.open(everybody);

    for (const query of ['', '?', '?filter=', '?filter']) assert.deepEqual(emailsOf(await scene.list(query)), emails());
    for (const call of ['()', '%28%29', '(%29']) {
      assert.deepEqual(emailsOf(await scene.list(`?filter=user.isActive${call}`)), emails('ACTIVE'));
      assert.deepEqual(emailsOf(await scene.list(`?filter=user%2EisSuspended${call}`)), emails('SUSPENDED'));
    }
  });

  test('goes on with the token alone, and may be sent again', async () => {
    await using scene = await ListScene.open(everybody);
    const first = await scene.list('?filter=user.isActive()&max_page_size=2');
    const token = first.json.next_page_token;
    const rest = emails('ACTIVE').slice(2, 4);

    for (const again of ['', '&filter=', '&filter=user.isActive%28%29', '&max_page_size=0']) {
      assert.deepEqual(emailsOf(await scene.list(`?page_token=${token}${again}`)), rest);
    }
    assert.deepEqual(await walk(scene, '?filter=user.isActive()&max_page_size=2'), emails('ACTIVE'));
    assert.deepEqual(await walk(scene, '?filter=user.isSuspended()&max_page_size=1'), emails('SUSPENDED'));
  });
});

describe('the page size', () => {
  test('is 25 unless told, and at the most 1000', async () => {
    const everybody = people(1002);
    await using scene = await ListScene.open(everybody);
    const sizes: Record<string, number> = {
      '': 25,
      '?max_page_size=0': 25,
      '?max_page_size=1': 1,
      '?max_page_size=25': 25,
      '?max_page_size=0026': 26,
      '?max_page_size=999': 999,
      '?max_page_size=1000': 1000,
      '?max_page_size=1001': 1000,
      '?max_page_size=99999999999999999999999999': 1000,
    };

    for (const [query, size] of Object.entries(sizes)) {
      const answer = await scene.list(query);
      assert.deepEqual(emailsOf(answer), emailsIn(everybody.slice(0, size)), query);
      const next = emailsOf(await scene.list(`?page_token=${answer.json.next_page_token}`));
      assert.deepEqual(next, emailsIn(everybody.slice(size, 2 * size)), `${query}, continued`);
    }
  });

  test('may change on the way, and counts from then on', async () => {
    const everybody = people(12);
    await using scene = await ListScene.open(everybody);
    const first = await scene.list('?max_page_size=2');
    const second = await scene.list(`?max_page_size=3&page_token=${first.json.next_page_token}`);
    const third = await scene.list(`?page_token=${second.json.next_page_token}`);

    assert.deepEqual(emailsOf(second), emailsIn(everybody.slice(2, 5)));
    assert.deepEqual(emailsOf(third), emailsIn(everybody.slice(5, 8)));
  });

  test('a last page that is full has no token either', async () => {
    await using scene = await ListScene.open(people(6, (index) => ({ state: index > 3 ? 'SUSPENDED' : 'ACTIVE' })));
    const queries = ['?max_page_size=6', '?max_page_size=4&filter=user.isActive()', '?max_page_size=1000'];

    for (const query of queries) assert.deepEqual(Object.keys((await scene.list(query)).json), ['results'], query);
    const first = await scene.list('?max_page_size=3');
    const last = await scene.list(`?page_token=${first.json.next_page_token}`);
    assert.deepEqual(Object.keys(last.json), ['results']);
    assert.equal(last.json.results.length, 3);
  });
});

describe('the page token', () => {
  test('is base64url without padding, and good for every application of the account, in both families', async () => {
    const everybody = people(4);
    await using scene = await ListScene.open(everybody);
    const { next_page_token: page } = (await scene.list('?max_page_size=2')).json;
    const token = await scene.service.token(await scene.service.client(scene.accountId));

    assert.match(page, /^[A-Za-z0-9_-]+$/);
    const answer = await scene.list(`?page_token=${page}`, { token, version: 'v1beta1' });
    assert.deepEqual(emailsOf(answer), emailsIn(everybody.slice(2)));
  });

  test('may be used again, does not age, and an empty one starts anew', async () => {
    const everybody = people(4);
    await using scene = await ListScene.open(everybody);
    const { next_page_token: page } = (await scene.list('?max_page_size=2&page_token=')).json;
    const answer = await scene.list(`?page_token=${page}`);
    scene.service.clock.advance(90 * 86_400);
    const token = await scene.service.token(scene.client);

    assert.deepEqual(emailsOf(await scene.list(`?page_token=${page}`, { token })), emailsIn(everybody.slice(2)));
    assert.equal((await scene.list(`?page_token=${page}`, { token })).text, answer.text);
  });
});

test('the misspellings of a shipped client are understood', async () => {
  const everybody = people(5);
  await using scene = await ListScene.open(everybody);
  const first = await scene.list('?filter=user.isActive()&maxPageSize=3');
  const last = await scene.list(`?filter=user.isActive()&maxPageSize=3&pageToken=${first.json.next_page_token}`);

  assert.deepEqual([...emailsOf(first), ...emailsOf(last)], emailsIn(everybody));
});

function emailsIn(everybody: readonly Person[]): string[] {
  return everybody.map(({ email }) => email);
}

function emailOf(everybody: readonly Person[], letter: string): string | undefined {
  return everybody.find(({ id }) => id.startsWith(letter))?.email;
}
