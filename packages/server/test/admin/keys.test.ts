import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { memoryLog } from '../http/memory-log.ts';
import { Administration, type Browser } from './administration.ts';

const { lines, logger } = memoryLog();
let admin: Administration;
let accountId: string;
let owner: Browser & { readonly id: string };
before(async () => {
  admin = await Administration.start({ logger });
  accountId = await admin.service.account([{}]);
  owner = await admin.person(accountId, { role: 'owner' });
});
after(() => admin[Symbol.asyncDispose]());

async function create(who: Browser, body: object) {
  return await admin.call(who, 'CreateKey', { account: accountId }, { body: { label: 'CI', ...body } });
}

async function list(): Promise<{ readonly id: string; readonly last_use_time?: string }[]> {
  return (await admin.call(owner, 'ListKeys', { account: accountId })).json.keys;
}

test('a key is shown once, does what it may, and is dead when it is deleted', async () => {
  const { status, json } = await create(owner, { permissions: ['people.read', 'account.read'] });
  assert.equal(status, 201);
  assert.match(json.admin_key, /^rca_[A-Za-z0-9_-]{49}$/);
  assert.deepEqual(json.key.permissions, ['account.read', 'people.read']);
  assert.equal(json.key.account_id, accountId);
  assert.ok(!JSON.stringify(await list()).includes(json.admin_key));

  const key = { headers: { authorization: `bearer ${json.admin_key}` } };
  assert.equal((await admin.call(key, 'GetAccount', { account: accountId })).status, 200);
  const refused = await admin.call(key, 'ListApplications', { account: accountId });
  assert.match(refused.text, /This admin key lacks the permission applications\.read\. Create a key that has it\./);
  const beyond = await admin.call(key, 'ListDeploymentAudit', {});
  assert.match(beyond.text, /lacks the permission deployment\.read\. It is for one account: ask about that account/);

  assert.equal((await admin.call(owner, 'DeleteKey', { account: accountId, key: json.key.id })).status, 204);
  assert.equal((await admin.call(key, 'GetAccount', { account: accountId })).status, 401);
  const again = await admin.call(owner, 'DeleteKey', { account: accountId, key: json.key.id });
  assert.equal(again.json.message, 'not_found');
});

test('it acts as itself in the audit log, and its making and its end are written down', async () => {
  const { json } = await create(owner, { permissions: ['account.read', 'account.write'] });
  const key = { headers: { authorization: `Bearer ${json.admin_key}` } };
  await admin.call(key, 'UpdateAccount', { account: accountId }, { body: { name: 'By key' } });
  await admin.call(owner, 'DeleteKey', { account: accountId, key: json.key.id });
  const [deleted, updated, created] = await admin.storage.listAudit({ accountId, limit: 3 });
  assert.deepEqual(
    [created?.action, created?.actor.kind, created?.actor.id],
    ['admin_key.created', 'person', owner.id],
  );
  assert.deepEqual(
    [updated?.action, updated?.actor.kind, updated?.actor.id],
    ['account.updated', 'admin_key', json.key.id],
  );
  assert.deepEqual([deleted?.action, deleted?.subject], ['admin_key.deleted', json.key.id]);
});

test('a key ends at its time, which lies ahead', async () => {
  const now = admin.service.clock.now();
  const past = await create(owner, { permissions: ['people.read'], expire_time: new Date(now).toISOString() });
  assert.equal(past.json.message, 'invalid_argument');
  const end = new Date(now + 60_500).toISOString();
  const { json } = await create(owner, { permissions: ['account.read'], expire_time: end });
  assert.equal(json.key.expire_time, `${new Date(now + 60_000).toISOString().slice(0, 19)}Z`);
  const key = { headers: { authorization: `Bearer ${json.admin_key}` } };
  admin.service.clock.advance(59);
  assert.equal((await admin.call(key, 'GetAccount', { account: accountId })).status, 200);
  admin.service.clock.advance(1);
  assert.equal((await admin.call(key, 'GetAccount', { account: accountId })).status, 401);
});

test('a key gets no more than who makes it has, and nothing beyond its account', async () => {
  for (const permission of ['limits.write', 'accounts.read', 'sso.write', 'deployment.read']) {
    const { json } = await create(await admin.operator(), { permissions: ['people.read', permission] });
    assert.equal(json.message, 'invalid_argument', permission);
    assert.deepEqual(json.details[2].field_violations, [
      { field: 'permissions[1]', description: 'is for keys of the whole deployment' },
    ]);
  }
  for (const permissions of [[], ['keys.write'], ['people.read', 'people.read'], ['everything']]) {
    assert.equal((await create(await admin.operator(), { permissions })).json.message, 'invalid_argument');
  }
});

test('a key of an account stays in it, whatever was written into it', async () => {
  const key = await admin.key(accountId, ['limits.write', 'accounts.read', 'account.read']);
  const body = { requests_per_minute: 1 };
  assert.equal((await admin.call(key, 'ListAccounts')).json.message, 'permission_denied');
  const limited = await admin.call(key, 'UpdateAccount', { account: accountId }, { body });
  assert.equal(limited.json.message, 'permission_denied');
});

test('what looks like a key and is none is refused, without a difference', async () => {
  const { text } = await admin.key(accountId, ['account.read']);
  const sent = [
    text.slice(0, -1),
    `${text}A`,
    text.toLowerCase(),
    text.replace('rca_', 'rct_'),
    'rca_',
    'x',
    `${text} x`,
  ];
  for (const authorization of [...sent.map((each) => `Bearer ${each}`), `Basic ${text}`, text, 'Bearer', '']) {
    const answer = await admin.call({ headers: { authorization } }, 'GetAccount', { account: accountId });
    assert.deepEqual([answer.status, answer.json.message], [401, 'unauthenticated'], authorization);
    assert.equal(answer.headers['www-authenticate'], 'Bearer realm="Rollcall"');
  }
});

test('when it was used last is told, and no key, cookie or token is in the log', async () => {
  const { id, text, headers } = await admin.key(accountId, ['account.read']);
  await admin.call({ headers }, 'GetAccount', { account: accountId });
  const usedAt = admin.service.clock.now();
  assert.equal((await list()).find((key) => key.id === id)?.last_use_time, undefined);
  await admin.service.app.close();
  const used = (await admin.storage.listAdminKeys(accountId)).find((key) => key.id === id);
  assert.equal(used?.lastUseTime, `${new Date(usedAt).toISOString().slice(0, 19)}Z`);
  const log = lines.join('\n');
  assert.ok(log.includes(`person ${owner.id}`) && log.includes(`admin_key ${id}`));
  for (const secret of [text, owner.secret, owner.headers['x-csrf-token'] ?? 'x']) assert.ok(!log.includes(secret));
});
