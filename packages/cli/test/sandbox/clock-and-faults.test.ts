import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listUsers, tokenOf } from '../support/call.ts';
import { startScene } from './sandbox-scene.ts';

describe('rollcall sandbox clock', () => {
  it('reads, sets, moves, stops and releases it', async (context) => {
    const { line, text, json } = await startScene(context);
    const token = await tokenOf(line, { clientId: line.client_id, secret: line.client_secret });
    assert.equal((await listUsers(line, line.account_id, token)).status, 200);

    assert.match(await text('clock', 'freeze'), /^\d{4}-.*Z \(frozen\)\n$/);
    assert.equal(await text('clock', 'set', '2031-06-01'), '2031-06-01T00:00:00.000Z (frozen)\n');
    assert.equal((await listUsers(line, line.account_id, token)).status, 401, 'tokens go by it');
    assert.deepEqual(await json('clock', 'advance', '1d1h30m2s'), { time: '2031-06-02T01:30:02.000Z', frozen: true });
    assert.equal(await text('clock', 'advance', '0.5'), '2031-06-02T01:30:02.500Z (frozen)\n');
    assert.equal(await text('clock', 'set', '2030-01-01T02:00:00+02:00'), '2030-01-01T00:00:00.000Z (frozen)\n');
    assert.equal((await json('clock', 'release')).frozen, false);
    assert.equal((await json('clock', 'show')).frozen, false);
  });

  it('refuses what is no time', async (context) => {
    const { refused } = await startScene(context);
    await refused(['clock', 'set', '2027-02-30'], 2, /DATE: "2027-02-30" is refused/);
    await refused(['clock', 'set', '1969-12-31'], 1, /out of the years 1970 to 9999/);
    await refused(['clock', 'advance', '999999d'], 1, /seconds must be .*3155760000/);
    for (const junk of ['1x', '0', '15 m', '1m1h', '']) {
      await refused(['clock', 'advance', junk], 2, /DURATION: ".*" is refused.*15m, 1h30m/);
    }
  });
});

describe('rollcall sandbox fault', () => {
  it('sets, lists, removes and clears them', async (context) => {
    const { line, text, json } = await startScene(context);
    const limit = ['rate_limit', 'retry_after_seconds=2', '--operation', 'ListUsers', '--calls', '2'];
    assert.equal(
      await text('fault', 'set', ...limit),
      'f1: rate_limit for ListUsers, call 2, with retry_after_seconds=2.\n',
    );
    const later = await json(
      'fault',
      'set',
      'answer',
      'status=503',
      'reason=later',
      '--operation',
      '*',
      '--calls',
      '3-',
    );
    assert.deepEqual(later.fault, {
      kind: 'answer',
      operation: '*',
      first_call: 3,
      last_call: null,
      status: 503,
      reason: 'later',
    });
    assert.equal(
      await text('fault', 'set', 'hang', '--operation', 'GetUser', '--calls', '1-3'),
      'f3: hang for GetUser, calls 1 to 3.\n',
    );
    assert.equal(
      await text('fault', 'set', 'hang', '--operation', 'GetUser', '--calls', '1-'),
      'f4: hang for GetUser, all calls.\n',
    );
    const people = JSON.parse(await text('people', 'list', '--output', 'json'));
    const two = [people[10].id, people[11].id];
    const changed = await json('fault', 'set', 'change_people', `suspend=${two.join(',')}`, '--operation', 'GetUser');
    assert.deepEqual(changed.fault.suspend, two);

    const token = await tokenOf(line, { clientId: line.client_id, secret: line.client_secret });
    const statuses = [];
    for (const _ of [1, 2]) statuses.push((await listUsers(line, line.account_id, token)).status);
    assert.deepEqual(statuses, [200, 429]);
    const list = (await text('fault', 'list')).split('\n').map((row) => row.replaceAll(/ +/g, ' '));
    assert.equal(list[0], '| Id | Kind | Operation | Calls | With | Seen | Met |');
    assert.equal(list[2], '| f1 | rate_limit | ListUsers | 2 | retry_after_seconds=2 | 2 | 1 |');
    assert.match(list[3] ?? '', /^\| f2 \| answer \| \* \| 3 and later \| status=503 reason=later \| 3 \| /);

    assert.equal(await text('fault', 'remove', 'f1'), '');
    assert.deepEqual(
      (await json('fault', 'list')).faults.map(({ id }: { id: string }) => id),
      ['f2', 'f3', 'f4', 'f5'],
    );
    assert.equal(await text('fault', 'clear'), '');
    assert.equal(await text('fault', 'list'), 'No faults are set.\n');
  });

  it('refuses what cannot be, in the words of the sandbox where it is the one to know', async (context) => {
    const { refused, text } = await startScene(context);
    const set = (...words: string[]) => ['fault', 'set', ...words];
    const list = ['--operation', 'ListUsers'];
    await refused(set('answr', ...list), 1, /kind must be one of answer, .*\(did you mean answer\?\)/);
    await refused(set('answer', ...list), 1, /status is missing/);
    await refused(set('answer', 'status=abc', ...list), 1, /status must be /);
    await refused(set('answer', 'status=200', ...list), 1, /status must be .*400/);
    await refused(set('answer', 'stauts=503', ...list), 1, /stauts is not known here \(did you mean status\?\)/);
    await refused(set('hang', 'status=503', ...list), 1, /status is not known here/);
    await refused(
      set('answer', 'status=503', '--operation', 'ListUser'),
      1,
      /operation must be one of .*did you mean ListUsers/,
    );
    await refused(set('empty_page', '--operation', 'GetUser'), 1, /ListUsers/);
    await refused(set('answer', 'status=503', 'status=504', ...list), 2, /status is given twice/);
    await refused(set('answer', 'junk', ...list), 2, /FIELD=VALUE: "junk" is refused.*status=503/);
    await refused(set('answer', 'status=503'), 2, /--operation OPERATION must be given/);
    for (const calls of ['3-2', '0', '-1', 'a', '1-2-3']) {
      await refused(
        set('answer', 'status=503', ...list, `--calls=${calls}`),
        2,
        /--calls: ".*" is refused.*2, 2-3, or 2-/,
      );
    }
    await refused(['fault', 'remove', 'f9'], 1, /There is no fault f9 in this account\. List the faults/);
    await refused(['fault', 'remove', '9'], 2, /such as f1/);
    assert.match(
      (await text('fault', 'set', '--help')).replaceAll(/\s+/g, ' '),
      /rate_limit \(retry_after_seconds, retry_after_form\)/,
    );
  });
});
