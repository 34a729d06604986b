import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Administration, type Browser } from './administration.ts';

let admin: Administration;
let operator: Browser;
before(async () => {
  admin = await Administration.start({ limits: { perMinute: 100, perHour: 6000 } });
});
after(() => admin[Symbol.asyncDispose]());

/** With writes to spare: a test makes no more than ten. */
async function start(): Promise<string> {
  operator = await admin.operator();
  return await admin.service.account([{}, { state: 'SUSPENDED' }]);
}

test('an operator makes an account, with an id of its own or the one that was given', async () => {
  await start();
  const { json: made } = await admin.call(operator, 'CreateAccount', {}, { body: { name: 'Ünïcode & <b>' } });
  assert.match(made.id, /^[A-Z2-7]{26}$/);
  const empty = { active_people: 0, suspended_people: 0, applications: 0, sso: false };
  const facts = { id: made.id, name: 'Ünïcode & <b>', provisioning: 'manual', create_time: made.create_time, ...empty };
  assert.deepEqual(made, facts);

  const body = { id: 'B'.repeat(26), name: 'Given', provisioning: 'automated' };
  const given = await admin.call(operator, 'CreateAccount', {}, { body });
  assert.deepEqual([given.status, given.json.id, given.json.provisioning], [201, body.id, 'automated']);
  const taken = await admin.call(operator, 'CreateAccount', {}, { body });
  assert.deepEqual([taken.status, taken.json.message], [409, 'already_exists']);
  assert.equal(taken.json.details[2].field_violations[0].field, 'id');

  const { json } = await admin.call(operator, 'ListAccounts');
  const names: string[] = json.accounts.map(({ name }: { name: string }) => name);
  assert.deepEqual(names, names.toSorted());
  assert.ok(names.includes('Given') && names.includes('Ünïcode & <b>'));
});

test('an account tells how many people and applications it has', async () => {
  const accountId = await start();
  await admin.service.client(accountId);
  const { json } = await admin.call(operator, 'GetAccount', { account: accountId });
  assert.deepEqual([json.active_people, json.suspended_people, json.applications, json.sso], [1, 1, 1, false]);
});

test('an owner changes name and provisioning, which is written down as theirs', async () => {
  const accountId = await start();
  const owner = await admin.person(accountId, { role: 'owner' });
  const body = { name: 'Renamed', provisioning: 'automated' };
  const { status, json } = await admin.call(owner, 'UpdateAccount', { account: accountId }, { body });
  assert.deepEqual([status, json.name, json.provisioning], [200, 'Renamed', 'automated']);
  const [entry] = await admin.storage.listAudit({ accountId, action: 'account.updated', limit: 1 });
  assert.deepEqual([entry?.actor.kind, entry?.actor.id, entry?.subject], ['person', owner.id, accountId]);
});

test('limits are for operators, hold for the applications at once, and null takes the next ones', async () => {
  const accountId = await start();
  const owner = await admin.person(accountId, { role: 'owner' });
  const client = await admin.service.client(accountId, undefined, {
    perMinute: undefined,
    perHour: undefined,
  } as object);
  const token = await admin.service.token(client);
  const policy = async () => {
    const { headers } = await admin.service.call(token, 'GET', `/v1/accounts/${accountId}/users`);
    return headers['ratelimit-policy'];
  };
  const change = async (who: Browser, body: object) => {
    return await admin.call(who, 'UpdateAccount', { account: accountId }, { body });
  };

  for (const body of [{ requests_per_minute: 7 }, { requests_per_hour: null }, { name: 'X', requests_per_minute: 7 }]) {
    assert.equal((await change(owner, body)).json.message, 'permission_denied');
  }
  assert.equal(await policy(), '"minute";q=100;w=60, "hour";q=6000;w=3600');

  const changed = await change(operator, { requests_per_minute: 7, requests_per_hour: 0 });
  assert.deepEqual([changed.json.requests_per_minute, changed.json.requests_per_hour], [7, 0]);
  assert.equal(await policy(), '"minute";q=7;w=60');

  const reset = await change(operator, { requests_per_minute: null, requests_per_hour: null });
  assert.ok(!('requests_per_minute' in reset.json) && !('requests_per_hour' in reset.json));
  assert.equal(await policy(), '"minute";q=100;w=60, "hour";q=6000;w=3600');
});
