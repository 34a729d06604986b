import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic, Service } from '../service/service.ts';
import { assertTokenAnswer, type Directory, peopled } from './people.ts';

/** Client C: Python with httpx, preview family. Checks the ids it is given, and reads `message` and `error_description`. */
const HTTPX = { accept: '*/*', 'accept-encoding': 'gzip, deflate', 'user-agent': 'python-httpx/0.28.1' };
const ACCOUNT_ID = /^[A-Z0-9]{26}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function authorize(service: Service, { client }: Directory): Promise<string> {
  const granted = await service.send('POST', '/v1beta1/users/oauth2/token', {
    headers: { ...HTTPX, authorization: basic(client), 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  assertTokenAnswer(granted);
  return `Bearer ${granted.json.access_token}`;
}

test('client C: the ids pass its checks, and the encoded filter walks the active people', async () => {
  await using service = await Service.start();
  const directory = await peopled(service, 100);
  assert.match(directory.accountId, ACCOUNT_ID);
  assert.match(directory.client.clientId, UUID);
  const headers = { ...HTTPX, authorization: await authorize(service, directory) };
  const seen: string[] = [];
  let token: string | undefined;
  let pages = 0;
  do {
    const next = token === undefined ? '' : `&page_token=${token}`;
    const path = `/v1beta1/accounts/${directory.accountId}/users?filter=user.isActive%28%29&max_page_size=30${next}`;
    const page = await service.send('GET', path, { headers });
    assert.equal(page.status, 200);
    seen.push(...page.json.results.map(({ id }: { id: string }) => id));
    token = page.json.next_page_token;
    pages += 1;
  } while (token !== undefined);

  assert.equal(pages, 3);
  assert.deepEqual(seen, directory.active);
});

test('client C: the verbs with {} as JSON, and their path encoded or not', async () => {
  await using service = await Service.start();
  const directory = await peopled(service, 3);
  const headers = {
    ...HTTPX,
    authorization: await authorize(service, directory),
    'content-type': 'application/json',
  };
  const person = `/v1beta1/accounts/${directory.accountId}/users/${directory.people[1]?.id}`;
  for (const colon of [':', '%3A', '%3a']) {
    const suspended = await service.send('POST', `${person}${colon}suspend`, { headers, body: '{}' });
    const reactivated = await service.send('POST', `${person}${colon}reactivate`, { headers, body: '{}' });

    assert.equal(suspended.status, 200, colon);
    assert.equal(suspended.json.state, 'SUSPENDED');
    assert.equal(reactivated.json.state, 'ACTIVE');
  }
});

test('client C finds a string to show in every refusal', async () => {
  await using service = await Service.start();
  const directory = await peopled(service, 1);
  const headers = { ...HTTPX, authorization: await authorize(service, directory), 'content-type': 'application/json' };
  const users = `/v1beta1/accounts/${directory.accountId}/users`;

  const refusals = [
    await service.send('GET', `${users}?filter=nonsense`, { headers }),
    await service.send('GET', `${users}/nobody`, { headers }),
    await service.send('POST', `${users}/${directory.people[0]?.id}:suspend`, { headers, body: '{}' }),
    await service.send('GET', users, { headers: HTTPX }),
  ];
  const refusedToken = await service.form('/v1beta1/users/oauth2/token', directory.client, { grant_type: 'x' });

  assert.deepEqual(
    refusals.map(({ status }) => status),
    [400, 404, 403, 401],
  );
  for (const { json } of refusals) assert.equal(typeof json.message, 'string');
  assert.equal(typeof refusedToken.json.error_description, 'string');
});
