import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic, Service } from '../service/service.ts';
import { assertTokenAnswer, type Directory, peopled } from './people.ts';

/** Client B: TypeScript with axios, general-availability family. Echoes `token_type` verbatim as the scheme. */
const AXIOS = {
  accept: 'application/json, text/plain, */*',
  'user-agent': 'axios/1.7.9',
  'accept-encoding': 'gzip, compress, deflate, br',
};
const FORM = 'application/x-www-form-urlencoded; charset=UTF-8';

async function authorize(service: Service, { client }: Directory): Promise<string> {
  const granted = await service.send('POST', '/v1/oauth/token', {
    headers: { ...AXIOS, authorization: basic(client), 'content-type': FORM },
    body: 'grant_type=client_credentials&scope=openid',
  });
  assertTokenAnswer(granted);
  return `${granted.json.token_type} ${granted.json.access_token}`;
}

test('client B: the active people, with a raw filter and the page parameters in camel case', async () => {
  await using service = await Service.start();
  const directory = await peopled(service, 100);
  const headers = { ...AXIOS, authorization: await authorize(service, directory) };
  const seen: string[] = [];
  let token: string | undefined;
  let pages = 0;
  do {
    const next = token === undefined ? '' : `&pageToken=${encodeURIComponent(token)}`;
    const path = `/v1/accounts/${directory.accountId}/users?filter=user.isActive()&maxPageSize=20${next}`;
    const page = await service.send('GET', path, { headers });
    assert.equal(page.status, 200);
    seen.push(...page.json.results.map(({ id }: { id: string }) => id));
    token = page.json.next_page_token;
    pages += 1;
  } while (token);

  assert.equal(pages, 4);
  assert.deepEqual(seen, directory.active);
});

test('client B: the verbs as an empty form post, with a length and chunked', async () => {
  await using service = await Service.start();
  const directory = await peopled(service, 3);
  const authorization = await authorize(service, directory);
  const person = `/v1/accounts/${directory.accountId}/users/${directory.people[1]?.id}`;
  for (const length of [{ 'content-length': '0' }, { 'transfer-encoding': 'chunked' }]) {
    const headers = { ...AXIOS, authorization, 'content-type': FORM, ...length };
    const suspended = await service.send('POST', `${person}:suspend`, { headers });
    const reactivated = await service.send('POST', `${person}:reactivate`, { headers });

    assert.equal(suspended.status, 200);
    assert.equal(suspended.json.state, 'SUSPENDED');
    assert.equal(reactivated.json.state, 'ACTIVE');
  }
});

test('client B in strict mode is told the right spelling', async () => {
  await using service = await Service.start({ strict: true });
  const directory = await peopled(service, 3);
  const headers = { ...AXIOS, authorization: await authorize(service, directory) };

  const answer = await service.send('GET', `/v1/accounts/${directory.accountId}/users?maxPageSize=20`, { headers });

  assert.equal(answer.status, 400);
  assert.match(answer.text, /maxPageSize.*max_page_size/);
});
