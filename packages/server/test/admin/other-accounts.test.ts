import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ADMIN_OPERATIONS, type AdminOperation, type AdminOperationId } from '@rollcall/contract/admin';
import { Administration, type Browser } from './administration.ts';
import { OPERATION_CASES } from './operation-cases.ts';

let admin: Administration;
let accountId: string;
let otherId: string;
before(async () => {
  admin = await Administration.start();
  accountId = await admin.service.account([{}]);
  otherId = await admin.service.account([{}]);
});
after(() => admin[Symbol.asyncDispose]());

const deep = (ADMIN_OPERATIONS as readonly AdminOperation[]).filter(({ path }) =>
  /\{account\}\/.*\{(user|client|key)\}/.test(path),
);

test('there are things inside of accounts', () => assert.ok(deep.length >= 15));

for (const { id, method, path } of deep) {
  test(`${method} ${path} does not reach into another account by way of one's own`, async () => {
    const askers: readonly Browser[] = [await admin.person(accountId, { role: 'owner' }), await admin.operator()];
    for (const who of askers) {
      const operationId = id as AdminOperationId; // the ids of the list itself
      const { params, ...request } = await OPERATION_CASES[operationId].occasion({ admin, accountId: otherId, who });
      const newest = await admin.storage.newestAudit();
      const answer = await admin.call(who, operationId, { ...params, account: accountId }, request);
      assert.deepEqual([answer.status, answer.json?.message], [404, 'not_found'], answer.text);
      assert.equal(await admin.storage.newestAudit(), newest);
    }
  });
}

test("one's own session and passkey are nobody else's to end or remove", async () => {
  const [one, other] = [await admin.person(accountId, { role: 'owner' }), await admin.operator()];
  const ended = await admin.call(one, 'EndSession', { session: other.sessionId });
  assert.equal(ended.json.message, 'not_found');
  assert.equal((await admin.call(other, 'GetSession')).status, 200);
});

test('what belongs to an account and what does not exist is told apart by nobody outside', async () => {
  const owner = await admin.person(accountId, { role: 'owner' });
  const texts = await Promise.all(
    [otherId, 'A'.repeat(26), 'x', '%00', `${otherId}%20`].map(async (account) => {
      const { status, json } = await admin.call(owner, 'GetAccount', { account });
      const [info, message] = json.details;
      return JSON.stringify([status, json.message, info, message]);
    }),
  );
  assert.equal(new Set(texts).size, 1, texts.join('\n'));
});
