import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashCredential, newAccessToken } from '../../src/domain/credentials.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { basic, type Client, Service, somebody } from '../service/service.ts';
import { faultyStorage } from './faulty-storage.ts';
import { memoryLog } from './memory-log.ts';
import { rawExchange } from './raw-exchange.ts';

const ODD_SECRET = 'Tr0ub4dor & 3: "é" \\ %41';
const FORM = 'application/x-www-form-urlencoded';

/** Every way to write the credential that a log line could have. */
function spellings(credential: string): string[] {
  return [
    credential,
    encodeURIComponent(credential),
    new URLSearchParams({ x: credential }).toString().slice(2),
    JSON.stringify(credential).slice(1, -1),
    Buffer.from(credential).toString('base64'),
    Buffer.from(credential).toString('base64url'),
    Buffer.from(credential).toString('hex'),
    hashCredential(credential),
  ];
}

function assertSilent(text: string, credentials: readonly string[]): void {
  for (const credential of credentials) {
    for (const spelling of spellings(credential)) assert.ok(!text.includes(spelling), `the log has ${spelling}`);
  }
}

/** What goes well, what is refused, and what is put where it does not belong. */
async function exercise(service: Service, client: Client, userId: string): Promise<string[]> {
  const token = await service.token(client);
  const second = await service.token(client, 'v1beta1');
  const unknown = newAccessToken(systemRandom);
  const { clientId, clientSecret: secret, accountId } = client;
  const users = `/v1/accounts/${accountId}/users`;
  const post = (path: string, headers: Record<string, string>, body: string) =>
    service.send('POST', path, { headers: { 'content-type': FORM, ...headers }, body });

  const page = await service.call(token, 'GET', `${users}?max_page_size=1`);
  await service.call(token, 'GET', `${users}?page_token=${page.json.next_page_token}`);
  await service.call(token, 'POST', `${users}/${userId}:suspend`);
  await service.form('/v1/oauth/introspect', client, { token });
  await service.form('/v1/oauth/revoke', client, { token });
  for (const each of [token, unknown, `${second}x`, secret]) {
    await service.call(encodeURI(each), 'GET', users);
    await service.form('/v1/oauth/revoke', client, { token: each });
    await service.form('/v1/oauth/token', { clientId, clientSecret: each.slice(1) }, { grant_type: each, scope: each });
    await service.form('/v1/oauth/token', { clientId: each, clientSecret: clientId }, {});
    await service.form('/v1/oauth/token', client, { grant_type: each, scope: each, [each]: each });
    await post('/v1/oauth/token', {}, new URLSearchParams({ client_id: clientId, client_secret: each }).toString());
    await post('/v1/oauth/token', { 'content-type': 'application/json' }, JSON.stringify({ client_secret: each }));
    const query = new URLSearchParams({ access_token: each, filter: each, page_token: each, [each]: each });
    await service.send('GET', `${users}?${query}`);
    await service.call(second, 'GET', `${users}?${query}`);
    const header = encodeURI(each);
    const places = [
      'authorization',
      'proxy-authorization',
      'cookie',
      'x-api-key',
      'accept',
      'x-request-id',
      'x-forwarded-for',
    ];
    for (const name of places) {
      for (const scheme of ['', 'Token ', 'Bearer ', 'Basic ', 'bearer: ']) {
        await service.send('GET', users, { headers: { [name]: scheme + header } });
      }
    }
    await rawExchange(service.app.listenerUrl, `GET ${users} HTTP/1.1\r\nAuthorization: ${header}\r\nno colon\r\n\r\n`);
  }
  // Where a log line does have what was sent: ours are known by their form there.
  for (const each of [token, second, unknown]) {
    await service.send('GET', `/v1/accounts/${accountId}/users/${each}`);
    await service.send('GET', `/nowhere/${each}`);
    await service.send(`GET`, users, { headers: { 'user-agent': `curl ${each}` } });
  }
  await service.send('GET', users, { headers: { 'user-agent': `curl Authorization: ${basic(client)}` } });
  return [token, second, unknown, secret, basic(client).slice('Basic '.length), String(page.json.next_page_token)];
}

test('neither tokens nor secrets come into the log, at its most talkative, wherever they are sent', async () => {
  const { lines, logger } = memoryLog();
  const service = await Service.start({ logger, trustedProxies: ['10.0.0.1'] });
  const people = [somebody(0), somebody(1), somebody(2)] as const;
  const client = await service.client(await service.account(people));
  const credentials = await exercise(service, client, people[1].id);
  await service.app.close();

  assert.ok(lines.length > 100, 'there is a log to look through');
  assertSilent(lines.join(''), credentials);
  assertSilent(JSON.stringify(await service.storage.listAudit({ limit: 1000 })), credentials);
  await service.storage.close();
});

test('nor does a secret of other people’s making, which has no form to be known by', async () => {
  const { lines, logger } = memoryLog();
  const service = await Service.start({ logger });
  const people = [somebody(0), somebody(1), somebody(2)] as const;
  const made = await service.client(await service.account(people));
  await service.rotate(made, ODD_SECRET);
  const client = { ...made, clientSecret: ODD_SECRET };
  const credentials = await exercise(service, client, people[1].id);
  await service.app.close();

  assertSilent(lines.join(''), credentials);
  assertSilent(JSON.stringify(await service.storage.listAudit({ limit: 1000 })), credentials);
  await service.storage.close();
});

test('nor when the store fails with what it was given in its message', async () => {
  const { lines, logger } = memoryLog();
  const token = newAccessToken(systemRandom);
  const wrapStorage = faultyStorage(['findToken', 'findApplication'], new Error(`cannot look up ${token}`));
  await using service = await Service.start({ logger, wrapStorage });
  const client = await service.client(await service.account());
  await service.call(token, 'GET', `/v1/accounts/${client.accountId}/users`);
  await service.form('/v1/oauth/token', client, {});

  assert.ok(lines.some((line) => line.includes('cannot look up')));
  assertSilent(lines.join(''), [token, client.clientSecret]);
});
