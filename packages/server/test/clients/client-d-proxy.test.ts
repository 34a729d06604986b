import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic, Service } from '../service/service.ts';
import { assertTokenAnswer, type Directory, peopled } from './people.ts';

/** Client D: a proxy that builds its addresses with WHATWG URL and asks for a token before nearly every call. */
const PROXY = { accept: 'application/json', 'user-agent': 'scim-proxy/2.4' };

async function freshToken(service: Service, { client }: Directory): Promise<string> {
  const granted = await service.send('POST', '/v1beta1/users/oauth2/token', {
    headers: { ...PROXY, authorization: basic(client), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'openid' }).toString(),
  });
  assertTokenAnswer(granted);
  return granted.json.access_token;
}

/** Path and query as WHATWG URL writes them: parentheses become %28%29. */
function target(path: string, query: Record<string, string>): string {
  const url = new URL(path, 'https://users.example.com');
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.pathname + url.search;
}

test('client D: a new token for every page, while the old ones stay alive and no limit is touched', async () => {
  await using service = await Service.start({ limits: { perMinute: 12, perHour: 100 } });
  const directory = await peopled(service, 100);
  const users = `/v1beta1/accounts/${directory.accountId}/users`;
  const tokens: string[] = [];
  const seen: string[] = [];
  let query: Record<string, string> = { filter: 'user.isActive()', max_page_size: '20' };
  for (;;) {
    const token = await freshToken(service, directory);
    tokens.push(token);
    const path = target(users, query);
    assert.ok(tokens.length > 1 || path.includes('filter=user.isActive%28%29'));
    const page = await service.call(token, 'GET', path, { headers: PROXY });
    assert.equal(page.status, 200);
    seen.push(...page.json.results.map(({ id }: { id: string }) => id));
    if (page.json.next_page_token === undefined) break;
    query = { ...query, page_token: page.json.next_page_token };
    service.clock.advance(2);
  }

  assert.equal(tokens.length, 4);
  assert.equal(new Set(tokens).size, tokens.length);
  assert.deepEqual(seen, directory.active);
  for (const token of tokens) assert.equal((await service.call(token, 'GET', users)).status, 200);
});

test('client D: the verbs, each with a token of its own', async () => {
  await using service = await Service.start();
  const directory = await peopled(service, 3);
  const person = `/v1beta1/accounts/${directory.accountId}/users/${directory.people[1]?.id}`;
  const states: string[] = [];
  for (const verb of ['suspend', 'suspend', 'reactivate', 'reactivate']) {
    const token = await freshToken(service, directory);
    const answer = await service.call(token, 'POST', target(`${person}:${verb}`, {}), { headers: PROXY });
    states.push(answer.json.state);
  }

  assert.deepEqual(states, ['SUSPENDED', 'SUSPENDED', 'ACTIVE', 'ACTIVE']);
});
