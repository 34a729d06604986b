import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { after, before, test } from 'node:test';
import { ADMIN_OPERATIONS, type AdminOperation } from '@rollcall/contract/admin';
import { StorageUnavailable } from '../../src/storage/storage.ts';
import { faultyStorage, storageWith } from '../http/faulty-storage.ts';
import { memoryLog } from '../http/memory-log.ts';
import { exchange } from '../service/request.ts';
import { Administration, type Browser, NOBODY } from './administration.ts';

const OPERATIONS: readonly AdminOperation[] = ADMIN_OPERATIONS;

let admin: Administration;
let accountId: string;
let operator: Browser;
before(async () => {
  admin = await Administration.start();
  accountId = await admin.service.account([{}]);
  operator = await admin.operator();
});
after(() => admin[Symbol.asyncDispose]());

/** Which fields are at fault, and why. */
async function violations(body: unknown, query: Record<string, string> = {}): Promise<Record<string, string>> {
  admin.service.clock.advance(61);
  const answer = await admin.call(operator, 'CreateAccount', {}, { body, query });
  assert.equal(answer.json.message, 'invalid_argument', answer.text);
  const found = answer.json.details.find((each: object) => 'field_violations' in each)?.field_violations ?? [];
  return Object.fromEntries(
    found.map((each: { field: string; description: string }) => [each.field, each.description]),
  );
}

test('a path takes the methods it has, and says which', async () => {
  for (const [path, group] of Map.groupBy(OPERATIONS, (operation) => operation.path)) {
    const right = group.map(({ method }): string => method);
    const url = `/admin/v1${path.replaceAll(/\{\w+\}/g, 'x')}`;
    for (const method of METHODS.filter((each) => each !== 'CONNECT' && !right.includes(each))) {
      const headers = { ...operator.headers, 'content-length': '0' };
      const { status, headers: answered } = await exchange(admin.service.app.listenerUrl, method, url, { headers });
      assert.deepEqual([status, answered.allow], [405, right.join(', ')], `${method} ${url}`);
    }
  }
});

test('a path that there is not is refused in the form of this API, whoever asks', async () => {
  const account = `/admin/v1/accounts/${accountId}`;
  for (const path of [
    '/admin/v1/',
    '/admin/v1/x',
    `${account}:explode`,
    `${account}/people/x:explode`,
    `${account}/`,
  ]) {
    for (const who of [NOBODY, operator]) {
      const answer = await admin.send(who, 'GET', path);
      assert.deepEqual([answer.status, answer.json.message], [404, 'path_not_found'], path);
      assert.equal(answer.json.details[0].domain, 'rollcall');
    }
  }
});

test('a verb may come with its colon escaped', async () => {
  const owner = await admin.person(accountId, { role: 'owner' });
  const people = `/admin/v1/accounts/${accountId}/people/${owner.id}`;
  for (const colon of [':', '%3A', '%3a']) {
    assert.equal((await admin.send(operator, 'POST', `${people}${colon}signOut`)).status, 200, colon);
  }
});

test('ids of another shape lead nowhere, and nothing is asked for them', async () => {
  const person = (id: string) => admin.send(operator, 'GET', `/admin/v1/accounts/${accountId}/people/${id}`);
  for (const id of [
    'x',
    '%00',
    'A'.repeat(25),
    'a'.repeat(26),
    `${'A'.repeat(26)}%0A`,
    '%F0%9F%92%A9',
    'A'.repeat(2000),
  ]) {
    const answer = await person(id);
    assert.deepEqual([answer.status, answer.json.message], [404, 'not_found'], id);
  }
  const ask = (path: string) => exchange(admin.service.app.listenerUrl, 'GET', path, { headers: operator.headers });
  const slash = await ask(`/admin/v1/accounts/${accountId}%2Fpeople`);
  assert.deepEqual([slash.status, slash.json.message], [404, 'path_not_found'], 'its method is not what is wrong');
  const broken = await ask(`/admin/v1/accounts/${accountId}/people/%E0%A4%A`);
  assert.deepEqual([broken.status, broken.json.message], [400, 'malformed_request']);
});

test('what is sent is held against its schema, and each field is told what it may be', async () => {
  assert.deepEqual(await violations({}), { name: 'is missing' });
  assert.deepEqual(await violations(undefined), { name: 'is missing' });
  assert.deepEqual(await violations({ nmae: 'X' }), {
    nmae: 'is not known here (did you mean name?)',
    name: 'is missing',
  });
  assert.deepEqual(await violations({ name: 'X', provisioning: 'automatic' }), {
    provisioning: 'must be one of manual, automated (did you mean automated?)',
  });
  assert.deepEqual(await violations({ name: 'X', id: 'x' }), { id: 'must be an id: 26 characters of A-Z and 2-7' });
  assert.deepEqual(await violations([]), { body: 'must be object' });
  assert.deepEqual(await violations(null), { body: 'must be object' });
  assert.deepEqual(await violations({ name: 'X', __proto__x: 1, constructor: 1 }), {
    __proto__x: 'is not known here: there are name, id, provisioning',
    constructor: 'is not known here: there are name, id, provisioning',
  });
  assert.deepEqual(await violations({ name: 'X' }, { dry_run: 'true' }), { dry_run: 'is not known here' });
});

test('bodies that are none are refused', async () => {
  const send = async (body: string | Uint8Array, type = 'application/json') => {
    admin.service.clock.advance(61);
    const headers = { ...operator.headers, 'content-type': type };
    const { status, json } = await exchange(admin.service.app.listenerUrl, 'POST', '/admin/v1/accounts', {
      headers,
      body,
    });
    return [status, json.message];
  };
  const refused = [400, 'invalid_argument'];
  for (const text of ['{', '{"name":}', 'name=X', `{"name":"${'x'.repeat(17_000)}"}`]) {
    assert.deepEqual(await send(text), refused, text.slice(0, 20));
  }
  assert.deepEqual(await send(Uint8Array.of(0x22, 0xff, 0x22)), refused);
  assert.deepEqual(await send('{"name":"X"}', 'application/jsonp'), refused);
  assert.deepEqual(await send('{"name":"X","__proto__":{"id":"x"}}'), refused);
  assert.deepEqual((await send('{"name":"X"}', 'application/json; charset=utf-8'))[0], 201);
});

test('a parameter is given once', async () => {
  const answer = await admin.send(
    operator,
    'GET',
    `/admin/v1/accounts/${accountId}/people?state=ACTIVE&state=SUSPENDED`,
  );
  assert.deepEqual([answer.status, answer.json.message], [400, 'invalid_argument']);
});

test('nothing is read of a request before it is known who asks and that they may', async () => {
  const body = 'x'.repeat(100_000);
  const member = await admin.person(accountId, { securityGroup: true });
  for (const [who, expected] of [
    [NOBODY, 401],
    [member, 403],
  ] as const) {
    const headers = { ...who.headers, 'content-type': 'nonsense' };
    const { status } = await exchange(admin.service.app.listenerUrl, 'POST', '/admin/v1/accounts', { headers, body });
    assert.equal(status, expected);
  }
});

test('the document is there for everybody', async () => {
  const { status, json } = await exchange(admin.service.app.listenerUrl, 'GET', '/admin/v1/openapi.json', {});
  assert.equal(status, 200);
  const ids = Object.values<object>(json.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  assert.deepEqual(ids.sort(), OPERATIONS.map(({ id }) => id).sort());
});

test('a server without the management API has none of its paths', async () => {
  await using without = await Administration.start({ management: false });
  const { status } = await exchange(without.service.app.listenerUrl, 'GET', '/admin/v1/session', {});
  assert.equal(status, 404);
});

test('what fails here is told as such, with nothing of how, and is in the log by its id', async () => {
  const { lines, logger } = memoryLog();
  const error = new Error('secret detail');
  await using failing = await Administration.start({ logger, wrapStorage: faultyStorage(['listAccounts'], error) });
  const answer = await failing.call(await failing.operator(), 'ListAccounts');
  assert.deepEqual([answer.status, answer.json.message], [500, 'internal']);
  assert.ok(!answer.text.includes('secret detail'));
  const id = String(answer.headers['x-request-id']);
  assert.ok(answer.text.includes(id));
  assert.ok(lines.some((line) => line.includes(id) && line.includes('secret detail')));
});

test('a store that is away is worth another try, and what could not be loaded then is loaded later', async () => {
  let away: string | undefined;
  const unless =
    <Input extends readonly unknown[], Output>(verb: string, work: (...input: Input) => Output) =>
    (...input: Input) => {
      if (away === verb) throw new StorageUnavailable('away');
      return work(...input);
    };
  await using failing = await Administration.start({
    wrapStorage: (storage) =>
      storageWith(storage, {
        loadKey: unless('loadKey', (name) => storage.loadKey(name)),
        findSession: unless('findSession', (hash, now) => storage.findSession(hash, now)),
        listAccounts: unless('listAccounts', () => storage.listAccounts()),
      }),
  });
  const browser = await failing.operator();
  for (away of ['loadKey', 'findSession', 'listAccounts']) {
    const answer = await failing.call(browser, 'ListAccounts');
    assert.deepEqual([answer.status, answer.json.message, answer.headers['retry-after']], [503, 'unavailable', '2']);
    away = undefined;
    assert.equal((await failing.call(browser, 'ListAccounts')).status, 200);
  }
});
