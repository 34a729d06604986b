import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startFaultScene } from './fault-scene.ts';

const scene = await startFaultScene({ after });
const account = await scene.account();

/** What a request is refused with: the sentence and the fields it names. */
async function refused(body: object): Promise<[string, string[]]> {
  const { status, json, text } = await account.control('POST', '/faults', body);
  assert.deepEqual([status, json.message], [400, 'invalid_control'], text);
  const [, { message }, { field_violations: violations }] = json.details;
  return [message, violations.map(({ field }: { field: string }) => field)];
}

describe('the controls of faults', () => {
  it('set, list, get and remove', async () => {
    const one = {
      kind: 'answer',
      operation: 'GetUser',
      status: 503,
      reason: 'unavailable',
      first_call: 2,
      last_call: null,
    };
    const two = { kind: 'hang', operation: '*' };
    for (const [index, fault] of [one, two].entries()) {
      const { status, json } = await account.control('POST', '/faults', fault);
      assert.deepEqual([status, json], [201, { id: `f${index + 1}`, fault, calls: 0, hits: 0 }]);
    }
    const all = (await account.control('GET', '/faults')).json.faults;
    assert.deepEqual(
      all.map(({ id }: { id: string }) => id),
      ['f1', 'f2'],
    );
    assert.deepEqual((await account.control('GET', '/faults/f2')).json, all[1]);
    assert.equal((await account.control('DELETE', '/faults/f2')).status, 204);
    for (const [method, id] of [
      ['GET', 'f2'],
      ['DELETE', 'f2'],
      ['GET', 'f%201'],
      ['GET', 'F1'],
    ] as const) {
      const answer = await account.control(method, `/faults/${id}`);
      assert.deepEqual([answer.status, answer.json.message], [404, 'not_found']);
      assert.match(answer.json.details[1].message, /^There is no fault .* in this account\. List the faults/);
    }
    assert.equal((await account.control('DELETE', '/faults')).status, 204);
    assert.deepEqual(await account.counts(), []);
    assert.equal((await account.set({ kind: 'hang', operation: '*' })).id, 'f3');
    await account.control('POST', ':reset');
    assert.deepEqual(await account.counts(), []);
  });

  it('refuse what is no operation and no kind, with the one that was probably meant', async () => {
    assert.match(
      (await refused({ kind: 'hang', operation: 'LisstUsers' }))[0],
      /^operation must be one of ListUsers, .*, \* \(did you mean ListUsers\?\)\.$/,
    );
    assert.match((await refused({ kind: 'hang', operation: 'suspenduser' }))[0], /did you mean SuspendUser\?/);
    assert.match((await refused({ kind: 'hang', operation: 'Zzz' }))[0], /GetProtectedResourceMetadata, \*\.$/);
    assert.match(
      (await refused({ kind: 'ratelimit', operation: 'GetUser' }))[0],
      /^kind must be one of answer, .* \(did you mean rate_limit\?\)\.$/,
    );
    assert.match((await refused({}))[0], /^kind is missing\.$/);
    for (const odd of [[], null, 'hang', 7])
      assert.equal((await account.control('POST', '/faults', odd as object)).status, 400);
  });

  it('refuse by the field at fault, and by that one only', async () => {
    const cases: [object, string, RegExp][] = [
      [{ kind: 'hang' }, 'operation', /is missing/],
      [{ kind: 'answer', operation: 'GetUser' }, 'status', /is missing/],
      [{ kind: 'answer', operation: 'GetUser', status: 399 }, 'status', />= 400/],
      [
        { kind: 'answer', operation: 'GetUser', status: 500, reason: 'Not Good' },
        'reason',
        /lower-case letters, digits and underscores/,
      ],
      [{ kind: 'hang', operation: 'GetUser', seconds: 1 }, 'seconds', /is not known here/],
      [{ kind: 'hang', operation: 'GetUser', first_call: 0 }, 'first_call', />= 1/],
      [{ kind: 'hang', operation: 'GetUser', last_call: 'x' }, 'last_call', /must be integer or must be null/],
      [
        { kind: 'hang', operation: 'GetUser', first_call: 5, last_call: 4 },
        'last_call',
        /must not be before first_call, which is 5/,
      ],
      [{ kind: 'delay', operation: 'GetUser', delay_ms: 120_001 }, 'delay_ms', /<= 120000/],
      [{ kind: 'rate_limit', operation: 'GetUser', retry_after_seconds: -1 }, 'retry_after_seconds', />= 0/],
      [
        { kind: 'rate_limit', operation: 'GetUser', retry_after_seconds: 1, retry_after_form: 'dates' },
        'retry_after_form',
        /did you mean date\?/,
      ],
      [{ kind: 'html', operation: 'GetUser', status: 204 }, 'status', /no body/],
      [{ kind: 'change_people', operation: 'GetUser' }, 'create', /name one of them/],
      [{ kind: 'change_people', operation: 'GetUser', delete: ['X'] }, 'delete[0]', /nobody in the account/],
      [
        {
          kind: 'change_people',
          operation: 'GetUser',
          create: [{ email: 'a@b', display_name: 'A', create_time: '2024-02-30T00:00:00Z' }],
        },
        'create[0].create_time',
        /a time there is/,
      ],
      [
        { kind: 'change_people', operation: 'GetUser', create: [{ email: 'a' }] },
        'create[0].display_name',
        /is missing/,
      ],
    ];
    for (const [body, field, description] of cases) {
      const [sentence, fields] = await refused(body);
      assert.match(sentence, description);
      assert.equal(new Set(fields).size, fields.length, sentence);
      assert.ok(fields.includes(field), `${fields} in place of ${field}`);
    }
    assert.deepEqual(await account.counts(), []);
  });

  it('refuse kinds that cannot happen to the operation', async () => {
    const cases = [
      ['empty_page', 'GetUser', /must be one of ListUsers, \* for empty_page/],
      ['expired_token', 'IssueToken', /for expired_token/],
      ['broken_json', 'RevokeToken', /for broken_json/],
      ['cut_body', 'RevokeToken', /for cut_body/],
    ] as const;
    for (const [kind, operation, sentence] of cases) {
      const [message, fields] = await refused({ kind, operation });
      assert.match(message, sentence);
      assert.deepEqual(fields, ['operation']);
    }
  });
});
