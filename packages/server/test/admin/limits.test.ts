import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADMIN_OPERATIONS, type AdminOperation } from '@rollcall/contract/admin';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { removableLimitStore } from '../limits/memory-limit-store.ts';
import { Administration, type Who } from './administration.ts';

async function statuses(times: number, ask: () => Promise<{ readonly status: number }>): Promise<number[]> {
  const answers: number[] = [];
  for (let count = 0; count < times; count += 1) answers.push((await ask()).status);
  return answers;
}

function counted(found: readonly number[]): Readonly<Record<number, number>> {
  return Object.fromEntries([...Map.groupBy(found, (status) => status)].map(([status, all]) => [status, all.length]));
}

test('every operation but those of signing in has its limit: reads one, changes the other', () => {
  for (const { id, method, family, needs } of ADMIN_OPERATIONS as readonly AdminOperation[]) {
    const isOwn = needs === 'session' || needs === 'nothing';
    const wanted = isOwn ? undefined : method === 'GET' ? 'management-read' : 'management-write';
    assert.equal(family, wanted, id);
  }
});

test('somebody reads 60 times and writes 10 times a minute, each by itself, and then waits as long as told', async () => {
  await using admin = await Administration.start();
  const { clock } = admin.service;
  const accountId = await admin.service.account([{}]);
  const owner = await admin.person(accountId, { role: 'owner' });
  const read = (who: Who) => admin.call(who, 'GetAccount', { account: accountId });
  const write = (who: Who) => admin.call(who, 'UpdateAccount', { account: accountId }, { body: { name: 'X' } });

  assert.deepEqual(counted(await statuses(70, () => read(owner))), { 200: 60, 429: 10 });
  assert.deepEqual(counted(await statuses(12, () => write(owner))), { 200: 10, 429: 2 });

  clock.advance(20);
  const refused = await read(owner);
  assert.equal(refused.json.message, 'rate_limit_exceeded');
  assert.equal(refused.headers['retry-after'], '40');
  assert.equal(refused.headers['ratelimit-policy'], '"minute";q=60;w=60, "hour";q=3600;w=3600');
  assert.equal(refused.headers.ratelimit, '"minute";r=0;t=40, "hour";r=3540;t=3580');

  const other = await admin.person(accountId, { role: 'owner' });
  const key = await admin.key(accountId, ['account.read', 'account.write']);
  for (const who of [other, key]) assert.deepEqual([(await read(who)).status, (await write(who)).status], [200, 200]);
  const elsewhere = await admin.signIn(owner.principal);
  assert.equal((await read(elsewhere)).status, 429, 'another browser of the same person has nothing of its own');

  clock.advance(39);
  assert.equal((await read(owner)).status, 429);
  clock.advance(1);
  assert.deepEqual([(await read(owner)).status, (await write(owner)).status], [200, 200]);
});

test('people of two accounts who have the same id are two', async () => {
  await using admin = await Administration.start();
  const id = 'A'.repeat(26);
  const accounts = await Promise.all([admin.service.account([{}]), admin.service.account([{}])]);
  for (const accountId of accounts) {
    const owner = await admin.person(accountId, { role: 'owner', id });
    const found = await statuses(60, () => admin.call(owner, 'GetAccount', { account: accountId }));
    assert.deepEqual(counted(found), { 200: 60 });
  }
});

test('who is signed in is told so however often they ask', async () => {
  await using admin = await Administration.start();
  const operator = await admin.operator();
  assert.deepEqual(counted(await statuses(70, () => admin.call(operator, 'GetSession'))), { 200: 70 });
});

test('servers count together, and while that cannot be done nobody passes uncounted', async () => {
  const storage = await openSqliteStorage({ dataDir: undefined, role: 'server' });
  const limitStore = removableLimitStore();
  await using one = await Administration.start({ storage, limitStore });
  await using other = await Administration.start({ storage, limitStore });
  const operator = await one.operator();
  let count = 0;
  const found = await statuses(70, () => [one, other][count++ % 2]?.call(operator, 'ListAccounts') ?? Promise.reject());
  assert.deepEqual(counted(found), { 200: 60, 429: 10 });

  limitStore.away = true;
  const away = await one.call(await one.operator(), 'ListAccounts');
  assert.deepEqual([away.status, away.json.message, away.headers['retry-after']], [503, 'unavailable', '2']);
  assert.equal((await one.call(operator, 'GetSession')).status, 200);
});
