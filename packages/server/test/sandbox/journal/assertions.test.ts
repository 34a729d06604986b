import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalExpectation } from '@rollcall/contract/sandbox';
import { startFaultScene } from '../faults/fault-scene.ts';

test('expectations that are met, and sentences about those that are not', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  const { client_id } = account.description;
  const token = await account.token();
  const member = await account.member(token);
  for (const verb of ['suspend', 'suspend', 'reactivate']) {
    await account.call(token, `/${member}:${verb}`, { method: 'POST' });
  }
  await account.call(token, '/NOBODY');
  const hold = async (...expectations: JournalExpectation[]) => {
    const { status, json, text } = await account.control('POST', '/journal:assert', { expectations });
    assert.equal(status, 200, text);
    assert.equal(json.passed, json.failures.length === 0);
    return json.failures;
  };

  assert.deepEqual(
    await hold(
      { operation: 'SuspendUser' },
      { operation: 'SuspendUser', exactly: 2, outcome: 'succeeded', user_id: member, client_id },
      { operation: 'SuspendUser', at_least: 1, at_most: 3 },
      { operation: 'CheckSuspendUser', exactly: 0 },
      { operation: 'ListUsers', after: 2, at_most: 0 },
    ),
    [],
  );
  assert.deepEqual(
    await hold(
      { operation: 'SuspendUser', exactly: 1 },
      { operation: 'SuspendUser', at_least: 3 },
      { operation: 'SuspendUser', status: 403, reason: 'no_owner_remain' },
      { operation: 'GetUser', user_id: member },
      { operation: 'RevokeToken' },
      { operation: 'GetUser', at_most: 0 },
      { outcome: 'succeeded', at_most: 1, after: 1 },
      { operation: 'ReactivateUser', at_least: 2, at_most: 4, client_id },
    ),
    [
      `Expected exactly 1 request of SuspendUser, and there were 2. They are: #3 SuspendUser for ${member}, 200; #4 SuspendUser for ${member}, 200.`,
      `Expected at least 3 requests of SuspendUser, and there were 2. They are: #3 SuspendUser for ${member}, 200; #4 SuspendUser for ${member}, 200.`,
      `Expected at least 1 request of SuspendUser answered 403 no_owner_remain, and there were none. The nearest: #3 SuspendUser for ${member}, 200; #4 SuspendUser for ${member}, 200.`,
      `Expected at least 1 request of GetUser for ${member}, and there were none. The nearest: #6 GetUser for NOBODY, 404 user_not_found.`,
      'Expected at least 1 request of RevokeToken, and there were none.',
      'Expected no requests of GetUser, and there was 1: #6 GetUser for NOBODY, 404 user_not_found.',
      `Expected at most 1 request that succeeded after #1, and there were 4. They are: #2 ListUsers, 200; #3 SuspendUser for ${member}, 200; #4 SuspendUser for ${member}, 200; and 1 more.`,
      `Expected 2 to 4 requests of ReactivateUser by ${client_id}, and there was 1: #5 ReactivateUser for ${member}, 200.`,
    ],
  );
});

test('expectations that cannot be are refused', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  const refused = async (expectation: object) => {
    const { status, text } = await account.control('POST', '/journal:assert', { expectations: [expectation] });
    assert.equal(status, 400, text);
    return text;
  };
  assert.match(await refused({ operatoin: 'GetUser' }), /operatoin is not known here/);
  assert.match(await refused({ exactly: 1, at_least: 1 }), /either exactly, or at_least and at_most/);
  assert.match(await refused({ at_least: 3, at_most: 2 }), /at_most is less than at_least/);
  assert.match(await refused({ operation: 'SupendUser' }), /did you mean SuspendUser\?/);
});
