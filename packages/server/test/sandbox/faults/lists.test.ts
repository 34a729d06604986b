import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { type Account, crowd, startFaultScene } from './fault-scene.ts';

const scene = await startFaultScene({ after }, { limits: { perMinute: 0, perHour: 0 } });

/** Walks as a client does, and tells who was on which page and with which tokens it went on. */
async function walk(account: Account, token: string, query: string) {
  const pages: string[][] = [];
  const tokens: string[] = [];
  for (let more = query; ; ) {
    const { json, status, text } = await account.call(token, more);
    assert.equal(status, 200, text);
    pages.push(json.results.map(({ id }: { id: string }) => id));
    if (json.next_page_token === undefined) return { pages, tokens };
    tokens.push(json.next_page_token);
    more = `?page_token=${json.next_page_token}`;
  }
}

describe('empty_page', () => {
  it('begins, interrupts and ends a walk, and nobody is lost', async () => {
    const account = await scene.account({ seed: crowd(60, 'far') });
    const token = await account.token();
    const usual = await walk(account, token, '?max_page_size=9');
    assert.equal(usual.pages.flat().length, 60);
    for (const [first_call, last_call] of [
      [1, 1],
      [3, 3],
      [7, 7],
      [1, 20],
      [2, 30],
    ] as const) {
      await account.set({ kind: 'empty_page', operation: 'ListUsers', first_call, last_call });
      const { pages, tokens } = await walk(account, token, '?max_page_size=9');
      const empty = Array.from({ length: last_call - first_call + 1 }, () => []);
      assert.deepEqual(pages, usual.pages.toSpliced(first_call - 1, 0, ...empty));
      assert.equal(new Set(tokens).size, tokens.length); // no token comes twice
      for (const each of tokens) assert.match(each, /^[A-Za-z0-9_-]{70}$/); // and none looks different
      await account.control('DELETE', '/faults');
    }
  });

  it('keeps filter and size, whoever has which time and id', async () => {
    const account = await scene.account({ seed: crowd(40, 'near') });
    const token = await account.token();
    const everybody = (await account.ids(token)).slice(1); // the first is the only owner
    await account.set({
      kind: 'change_people',
      operation: 'GetUser',
      suspend: everybody.filter((_, index) => index % 3 === 0),
    });
    assert.equal((await account.call(token, `/${everybody[0]}`)).json.state, 'SUSPENDED');
    const sizes = fc.integer({ min: 1, max: 15 });
    const filters = fc.constantFrom('user.isActive()', 'user.isSuspended()', '');
    const faults = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sizes, filters, faults, async (size, filter, calls) => {
        const query = `?max_page_size=${size}&filter=${filter}`;
        const usual = await walk(account, token, query);
        for (const first_call of calls) await account.set({ kind: 'empty_page', operation: 'ListUsers', first_call });
        const spoilt = await walk(account, token, query);
        await account.control('DELETE', '/faults');
        assert.deepEqual(
          spoilt.pages.filter((page) => page.length > 0),
          usual.pages.filter((page) => page.length > 0),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('of an empty account is an empty page more', async () => {
    const account = await scene.account({ preset: 'empty' });
    const token = await account.token();
    await account.set({ kind: 'empty_page', operation: 'ListUsers', last_call: 3 });
    assert.deepEqual((await walk(account, token, '')).pages, [[], [], [], []]);
  });

  it('is for lists that are answered only', async () => {
    const account = await scene.account();
    await account.set({ kind: 'empty_page', operation: '*', last_call: 3 });
    const token = await account.token();
    assert.equal((await account.call(token, '?max_page_size=x')).status, 400);
    assert.equal((await account.call('wrong', '')).status, 401);
    assert.deepEqual(await account.counts(), [[3, 3]]);
  });
});

describe('expired_token', () => {
  it('is dead for this call and every later one, in the middle of a walk', async () => {
    const account = await scene.account();
    const [token, other] = [await account.token(), await account.token()];
    await account.set({ kind: 'expired_token', operation: 'ListUsers', first_call: 2 });
    const { next_page_token: next } = (await account.call(token, '?max_page_size=10')).json;
    for (let call = 0; call < 2; call++) {
      const refused = await account.call(token, `?page_token=${next}`);
      assert.deepEqual([refused.status, refused.json.message], [401, 'invalid_token']);
      assert.match(refused.headers.get('www-authenticate') ?? '', /error="invalid_token"/);
    }
    assert.equal((await account.call(token, '/X')).status, 401);
    assert.equal((await account.call(other, `?page_token=${next}`)).json.results.length, 10);
  });

  it('does nothing where there is no token', async () => {
    const account = await scene.account();
    await account.set({ kind: 'expired_token', operation: '*', last_call: null });
    const token = await account.token();
    const without = await account.call('', '', { headers: { authorization: 'Basic eDp5' } });
    assert.equal(without.json.message, 'unauthenticated');
    assert.equal((await account.call('rct_nonsense', '')).json.message, 'invalid_token');
    assert.equal((await account.call(token, '')).json.message, 'invalid_token');
    assert.equal((await account.issueToken()).status, 200);
  });
});

describe('advance_clock', () => {
  it('moves the clock before the call, which may then come too late', async () => {
    const account = await scene.account();
    const other = await scene.account();
    const [token, untouched] = [await account.token(), await other.token()];
    await account.set({ kind: 'advance_clock', operation: 'ListUsers', first_call: 2, seconds: 900 });
    assert.equal((await account.call(token, '')).status, 200);
    assert.equal((await account.call(token, '')).json.message, 'invalid_token');
    assert.equal((await other.call(untouched, '')).status, 200);
  });

  it('never leads beyond what can be stored', async () => {
    const account = await scene.account();
    await account.set({ kind: 'advance_clock', operation: 'IssueToken', last_call: null, seconds: 3_155_760_000 });
    for (let call = 0; call < 85; call++) assert.equal((await account.issueToken()).status, 200);
    assert.equal((await account.control('GET', '/clock')).json.time, '9999-12-31T00:00:00.000Z');
  });
});

describe('change_people', () => {
  it('lets somebody else work during a walk', async () => {
    const account = await scene.account({ seed: crowd(20, 'far') });
    const token = await account.token();
    const ids = await account.ids(token);
    const [, second = '', third = ''] = ids;
    const last = ids.at(-1) ?? '';
    const fresh = { id: 'Z'.repeat(26), email: 'new@example.com', display_name: 'New' };
    await account.set({
      kind: 'change_people',
      operation: 'ListUsers',
      first_call: 2,
      last_call: 4,
      create: [fresh],
      suspend: [second, last],
      reactivate: [second],
      delete: [third, ids[0] ?? ''],
    });
    const { pages } = await walk(account, token, '?max_page_size=10');
    assert.deepEqual(pages, [ids.slice(0, 10), ids.slice(10), [fresh.id]]);
    const now = await account.ids(token);
    assert.deepEqual(now, [...ids.filter((id) => id !== third && id !== ids[0]), fresh.id]);
    assert.equal((await account.call(token, `/${second}`)).json.state, 'ACTIVE');
    assert.equal((await account.call(token, `/${last}`)).json.state, 'SUSPENDED');
  });
});
