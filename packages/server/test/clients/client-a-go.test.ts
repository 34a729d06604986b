import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic, Service } from '../service/service.ts';
import { assertTokenAnswer, peopled } from './people.ts';

/** Client A: Go, preview family. Wants exactly 200 and an integer `expires_in`. */
const GO = { 'user-agent': 'Go-http-client/1.1', 'accept-encoding': 'gzip' };

test('client A: a token with a charset and no scope, then the whole list, 100 at a time', async () => {
  await using service = await Service.start();
  const { client, accountId, people } = await peopled(service, 250);

  const granted = await service.send('POST', '/v1beta1/users/oauth2/token', {
    headers: {
      ...GO,
      authorization: basic(client),
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: 'grant_type=client_credentials',
  });
  assertTokenAnswer(granted);

  const authorization = `Bearer ${granted.json.access_token}`;
  const seen: string[] = [];
  let pageToken = '';
  let pages = 0;
  do {
    const query = `max_page_size=100&page_token=${encodeURIComponent(pageToken)}`;
    const page = await service.send('GET', `/v1beta1/accounts/${accountId}/users?${query}`, {
      headers: { ...GO, authorization },
    });
    assert.equal(page.status, 200);
    assert.equal(page.headers['content-encoding'], undefined);
    seen.push(...page.json.results.map(({ id }: { id: string }) => id));
    // A Go decoder leaves the empty string in a field that is absent: the end of the walk.
    pageToken = page.json.next_page_token ?? '';
    pages += 1;
  } while (pageToken !== '');

  assert.equal(pages, 3);
  assert.deepEqual(
    seen,
    people.map(({ id }) => id),
  );
});

test('client A: suspend and reactivate without a body', async () => {
  await using service = await Service.start();
  const { client, accountId, people } = await peopled(service, 3);
  const authorization = `Bearer ${await service.token(client, 'v1beta1')}`;
  const person = `/v1beta1/accounts/${accountId}/users/${people[1]?.id}`;
  // Go sends Content-Length: 0 with a POST that has no body.
  const headers = { ...GO, authorization, 'content-length': '0' };

  assert.equal((await service.send('POST', `${person}:suspend`, { headers })).json.state, 'SUSPENDED');
  assert.equal((await service.send('GET', person, { headers: { ...GO, authorization } })).json.state, 'SUSPENDED');
  assert.equal((await service.send('POST', `${person}:reactivate`, { headers })).json.state, 'ACTIVE');
});
