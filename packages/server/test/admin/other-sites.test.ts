import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ADMIN_OPERATIONS, type AdminOperation, type AdminOperationId } from '@rollcall/contract/admin';
import { Administration, type Browser, NOBODY, type Who } from './administration.ts';
import { OPERATION_CASES } from './operation-cases.ts';

const PUBLIC_URL = 'https://rollcall.example.com/some/prefix';
const TOKEN = 'x-csrf-token';

let admin: Administration;
let accountId: string;
before(async () => {
  admin = await Administration.start({ publicUrl: PUBLIC_URL });
  accountId = await admin.service.account([{}]);
});
after(() => admin[Symbol.asyncDispose]());

/** What a browser says of a page that is not the console. */
const ELSEWHERE: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'https://rollcall.example.com.evil.example' },
  { origin: 'https://rollcall.example.com:444' },
  { origin: 'http://rollcall.example.com' },
  { origin: 'null' },
  { origin: '' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://rollcall.example.com', 'sec-fetch-site': 'cross-site' },
];

/** What it says of the console itself. */
const CONSOLE: readonly Readonly<Record<string, string>>[] = [
  {},
  { origin: 'https://rollcall.example.com', 'sec-fetch-site': 'same-origin' },
];

const unsafe = (ADMIN_OPERATIONS as readonly AdminOperation[]).filter(({ method }) => method !== 'GET');

for (const operation of unsafe) {
  const id = operation.id as AdminOperationId; // the ids of the list itself
  const { occasion, reason } = OPERATION_CASES[id];

  /** Asks for it as an operator, so that nothing else stands in the way. */
  const ask = async (who: Who, headers: Readonly<Record<string, string>>) => {
    const { params, ...request } = await occasion({ admin, accountId, who });
    const newest = await admin.storage.newestAudit();
    const answer = await admin.call(who, id, params, { ...request, headers });
    return { answer, changed: (await admin.storage.newestAudit()) !== newest };
  };
  const refused = async (who: Who, headers: Readonly<Record<string, string>>) => {
    const { answer, changed } = await ask(who, headers);
    assert.deepEqual([answer.status, answer.json?.message], [403, 'csrf_refused'], JSON.stringify(headers));
    assert.equal(changed, false);
  };

  describe(`${operation.method} ${operation.path} (${id})`, () => {
    let browser: Browser;
    before(async () => {
      admin.service.clock.advance(61); // attempts to sign in are counted
      browser = await admin.operator();
    });

    test('another site cannot have a browser ask for it', async () => {
      for (const headers of ELSEWHERE) await refused(browser, headers);
    });

    if (operation.needs === 'nothing') {
      test('another site cannot sign a browser in', async () => {
        for (const headers of ELSEWHERE) await refused(NOBODY, headers);
      });
    } else {
      test('a cookie alone is not enough: no token, another one, that of another session', async () => {
        const { [TOKEN]: token = '', ...cookieAlone } = browser.headers;
        const other = await admin.signIn(browser.principal);
        await refused({ headers: cookieAlone }, {});
        for (const wrong of ['', 'x', `${token}x`, token.toLowerCase(), other.headers[TOKEN] ?? '']) {
          await refused({ headers: cookieAlone }, { [TOKEN]: wrong });
        }
      });
    }

    test('the console can', async () => {
      for (const headers of CONSOLE) {
        const { answer } = await ask(await admin.signIn(browser.principal), headers);
        const wanted = reason ?? operation.success.status;
        assert.equal(reason === undefined ? answer.status : answer.json.message, wanted, answer.text);
        admin.service.clock.advance(61);
      }
    });
  });
}

test('by the name of the host it was asked for, the console is no other site', async () => {
  const { host } = new URL(admin.service.app.listenerUrl);
  for (const origin of [`http://${host}`, `https://${host}`]) {
    const answer = await admin.call(
      await admin.operator(),
      'CreateAccount',
      {},
      {
        body: { name: 'New' },
        headers: { host, origin },
      },
    );
    assert.equal(answer.status, 201, origin);
  }
});

test('a key needs no token: no site can have it sent', async () => {
  const key = await admin.key(undefined, ['accounts.write']);
  const answer = await admin.call(
    key,
    'CreateAccount',
    {},
    {
      body: { name: 'New' },
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    },
  );
  assert.equal(answer.status, 201);
});

test('a session and a key at once are refused: which of them is meant?', async () => {
  const browser = await admin.operator();
  const key = await admin.key(undefined, ['accounts.read']);
  const answer = await admin.call({ headers: { ...browser.headers, ...key.headers } }, 'ListAccounts');
  assert.equal(answer.json.message, 'invalid_argument');
});

test('no other site may read an answer, or ask whether it may', async () => {
  const browser = await admin.operator();
  const origin = 'https://evil.example';
  const asked = { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' };
  const preflight = await admin.send(NOBODY, 'OPTIONS', '/admin/v1/accounts', { headers: asked });
  const listed = await admin.call(browser, 'ListAccounts', {}, { headers: { origin } });
  assert.equal(preflight.status, 405);
  assert.equal(listed.status, 200);
  for (const { headers } of [preflight, listed]) {
    assert.ok(!Object.keys(headers).some((name) => name.startsWith('access-control-')));
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cache-control'], 'no-store');
  }
});

test('a form is no JSON, whatever it holds', async () => {
  const browser = await admin.operator();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const answer = await admin.call(
      browser,
      'CreateAccount',
      {},
      {
        body: { name: 'New' },
        headers: { 'content-type': type },
      },
    );
    assert.equal(answer.json.message, 'invalid_argument', type);
  }
});
