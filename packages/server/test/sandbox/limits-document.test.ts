import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { ManualClock } from '../service/manual-clock.ts';
import { type Answer, type RequestOptions, send } from '../service/request.ts';
import { basic } from '../service/service.ts';

/** The subjects of the table below that heading in docs/limits.md. */
function subjectsBelow(heading: string): readonly string[] {
  const text = readFileSync(new URL('../../../../docs/limits.md', import.meta.url), 'utf8');
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) => row.split('|')[1]?.trim() ?? '');
}

/** An answer with a certificate has nothing to do with these: plain HTTP, and time stands still unless it is moved. */
const clock = new ManualClock();
let sandbox: Sandbox;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function oauth(path: string, form: string): Promise<Answer> {
  return send(sandbox.baseUrl, 'POST', path, { headers: { ...FORM, authorization: basic(sandbox) }, body: form });
}

async function tokenFor(client: Sandbox): Promise<string> {
  const headers = { ...FORM, authorization: basic(client) };
  const options = { headers, body: 'grant_type=client_credentials' };
  return (await send(client.baseUrl, 'POST', '/v1/oauth/token', options)).json.access_token;
}

const newToken = () => tokenFor(sandbox);

async function users(path = '', { headers, ...options }: RequestOptions & { method?: string; token?: string } = {}) {
  const { method = 'GET', token = await newToken(), ...rest } = options;
  const all = { ...rest, headers: { authorization: `Bearer ${token}`, ...headers } };
  return send(sandbox.baseUrl, method, `/v1/accounts/${sandbox.accountId}/users${path}`, all);
}

/** Each row, held against what the sandbox does. */
const CHECKS: Readonly<Record<string, () => Promise<void>>> = {
  'how long answers take': async () => {
    const token = await newToken();
    const answers = await Promise.all(Array.from({ length: 90 }, () => users('', { token })));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]); // nothing is lost by chance
  },
  'HTTP version': async () => {
    const { response } = await rawAnswer('GET /.well-known/oauth-authorization-server HTTP/1.1');
    assert.match(response, /^HTTP\/1\.1 200 /);
    const upgrade = await rawAnswer('PRI * HTTP/2.0');
    assert.doesNotMatch(upgrade.response, /^HTTP\/2/);
  },
  'shape of tokens and secrets': async () => {
    assert.match(await newToken(), /^rct_[\w-]{49}$/);
    const { clientSecret } = await startedElsewhere();
    assert.match(clientSecret, /^rcs_[\w-]{49}$/);
  },
  'shape of page tokens': async () => {
    const lengths = new Set<number>();
    for (const size of [1, 10, 25]) {
      const { json } = await users(`?max_page_size=${size}`);
      assert.match(json.next_page_token, /^[A-Za-z0-9_-]+$/);
      lengths.add(json.next_page_token.length);
      clock.advance(86_400 * 365);
      assert.equal((await users(`?page_token=${json.next_page_token}`)).status, 200);
    }
    assert.equal(lengths.size, 1);
  },
  'wording of refusals': async () => {
    const { json, status } = await users('/AAAAAAAAAAAAAAAAAAAAAAAAAA');
    assert.deepEqual([status, json.code, json.message], [404, 5, 'user_not_found']);
    assert.equal(json.details[0].domain, 'rollcall.users-api');
  },
  'headers beyond the published ones': async () => {
    const { headers } = await users();
    for (const name of ['ratelimit', 'ratelimit-policy', 'x-request-id']) assert.ok(headers[name], name);
  },
  'when a limit starts anew': async () => {
    clock.advance(3600);
    const left = async () => (await users()).headers.ratelimit;
    assert.equal(await left(), '"minute";r=99;t=60, "hour";r=5999;t=3600');
    clock.advance(59);
    assert.equal(await left(), '"minute";r=98;t=1, "hour";r=5998;t=3541');
    clock.advance(1);
    assert.equal(await left(), '"minute";r=99;t=60, "hour";r=5997;t=3540');
  },
  'limits on tokens': async () => {
    for (let count = 0; count < 150; count++) await newToken();
    const wrong = { headers: { ...FORM, authorization: basic({ ...sandbox, clientSecret: 'wrong' }) } };
    const guess = () =>
      send(sandbox.baseUrl, 'POST', '/v1/oauth/token', { ...wrong, body: 'grant_type=client_credentials' });
    let guesses = 1;
    while ((await guess()).status === 401) guesses += 1;
    assert.equal(guesses, 21);
    clock.advance(60);
  },
  'how many people fit on a page': async () => {
    const people = Array.from({ length: 1001 }, (_, index) => {
      return { email: `person-${index}@example.com`, display_name: `Person ${index}`, role: 'owner' as const };
    });
    await using large = await startSandbox({ seed: { accounts: [{ name: 'Acme', users: people }] }, control: null });
    const token = await tokenFor(large);
    const headers = { authorization: `Bearer ${token}` };
    const path = `/v1/accounts/${large.accountId}/users?max_page_size=5000`;
    assert.equal((await send(large.baseUrl, 'GET', path, { headers })).json.results.length, 1000);
  },
  'order of a list': async () => {
    const { json } = await users('?max_page_size=1000');
    const keys = json.results.map((user: { create_time: string; id: string }) => `${user.create_time} ${user.id}`);
    assert.ok(keys.length > 2);
    assert.deepEqual(keys, keys.toSorted());
  },
  'misspelt and unknown parameters': async () => {
    assert.equal((await users('?maxPageSize=1&colour=blue')).json.results.length, 1);
    await using strict = await startSandbox({ strict: true, control: null });
    const { accountId, baseUrl } = strict;
    const headers = { authorization: `Bearer ${await tokenFor(strict)}` };
    for (const query of ['maxPageSize=1', 'colour=blue']) {
      assert.equal((await send(baseUrl, 'GET', `/v1/accounts/${accountId}/users?${query}`, { headers })).status, 400);
    }
  },
  '`User-Agent`': async () => {
    const { response } = await rawAnswer(`GET /v1/accounts/${sandbox.accountId}/users HTTP/1.1`, await newToken());
    assert.match(response, /^HTTP\/1\.1 200 /);
  },
  'when a revoked token is dead': async () => {
    const token = await newToken();
    assert.equal((await oauth('/v1beta1/users/oauth2/revoke', `token=${token}`)).status, 200);
    assert.equal((await users('', { token })).status, 401);
  },
  "what is not the original's": async () => {
    const member = await sandbox.userId('member');
    assert.equal((await users(`/${member}:checkSuspend`)).status, 200);
    assert.equal((await users(`/${member}:checkReactivate`)).status, 200);
    assert.equal((await oauth('/v1/oauth/introspect', `token=${await newToken()}`)).json.active, true);
    for (const name of ['oauth-authorization-server', 'oauth-protected-resource']) {
      assert.equal((await send(sandbox.baseUrl, 'GET', `/.well-known/${name}`)).status, 200);
    }
  },
  '`POST /v1/oauth/revoke`': async () => {
    assert.equal((await oauth('/v1/oauth/revoke', `token=${await newToken()}`)).status, 200);
  },
  'the day the preview ends': async () => {
    const time = new ManualClock();
    const previewSunset = new Date(time.now() + 1000);
    await using ending = await startSandbox({ clock: time, previewSunset, control: null });
    const ask = () => send(ending.baseUrl, 'GET', `/v1beta1/accounts/${ending.accountId}/users`);
    assert.equal((await ask()).headers.sunset, previewSunset.toUTCString());
    time.advance(1);
    assert.equal((await ask()).status, 404);
  },
  'who changes people': async () => {
    const everybody = async () => (await users('?max_page_size=1000')).text;
    const first = await everybody();
    clock.advance(86_400);
    assert.equal(await everybody(), first);
  },
  certificates: async () => {
    await using secured = await startSandbox({ tls: true, control: null });
    assert.match(secured.ca ?? '', /^-----BEGIN CERTIFICATE-----/);
    await assert.rejects(fetch(secured.baseUrl), (error: Error) =>
      /CERT|SIGNATURE|SIGNED/.test(String(Reflect.get(error.cause ?? {}, 'code'))),
    );
  },
  regions: async () => {
    await using several = await startSandbox({ regions: [{ name: 'ca' }, { name: 'eu' }], control: null });
    const headers = { authorization: `Bearer ${await tokenFor(several)}` };
    const [home, other] = several.regions.map(({ baseUrl }) => baseUrl);
    const path = `/v1/accounts/${several.accountId}/users`;
    assert.equal((await send(home ?? '', 'GET', path, { headers })).status, 200);
    const elsewhere = await send(other ?? '', 'GET', path, { headers });
    assert.equal(elsewhere.status, 401);
  },
};

/** Credentials that are made, not the well-known ones. */
async function startedElsewhere(): Promise<{ readonly clientSecret: string }> {
  const seed = {
    accounts: [{ name: 'Acme', users: [{ email: 'a@example.com', display_name: 'A', role: 'owner' as const }] }],
  };
  await using other = await startSandbox({ seed, control: null });
  return { clientSecret: other.clientSecret };
}

/** A request as bytes, without a User-Agent. */
async function rawAnswer(line: string, token = ''): Promise<{ readonly response: string }> {
  const { connect } = await import('node:net');
  const socket = connect(Number(new URL(sandbox.baseUrl).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => {});
  socket.end(`${line}\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`);
  await new Promise((resolve) => socket.once('close', resolve));
  return { response: Buffer.concat(chunks).toString() };
}

describe('docs/limits.md, what the sandbox cannot tell you', () => {
  before(async () => {
    sandbox = await startSandbox({ clock, control: null });
  });
  after(() => sandbox.close());

  const subjects = subjectsBelow('What the sandbox cannot tell you');

  it('has a check for each row, and a row for each check', () => {
    assert.deepEqual(subjects.toSorted(), Object.keys(CHECKS).toSorted());
  });

  for (const subject of subjects) {
    it(subject, async () => {
      await sandbox.reset();
      await CHECKS[subject]?.();
    });
  }
});
