import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { CreateFaultRequest } from '@rollcall/contract/sandbox';
import { crowd, startFaultScene } from './fault-scene.ts';
import { journalOf } from './journal-of.ts';

const scene = await startFaultScene({ after }, { limits: { perMinute: 0, perHour: 0 } });

/** Faults that a client has to ride out, by what they take besides the operation, and how long it waits for that. */
const RIDDEN_OUT: readonly (readonly [Omit<CreateFaultRequest, 'operation'>, number?])[] = [
  [{ kind: 'answer', status: 500 }],
  [{ kind: 'answer', status: 502 }],
  [{ kind: 'answer', status: 503, reason: 'maintenance' }, 2000],
  [{ kind: 'rate_limit', retry_after_seconds: 7 }, 7000],
  [{ kind: 'rate_limit', retry_after_seconds: 11, retry_after_form: 'date' }, 11_000],
  [{ kind: 'delay', delay_ms: 1 }],
  [{ kind: 'slow_body', duration_ms: 20 }],
  [{ kind: 'cut_body' }],
  [{ kind: 'cut_body', after_bytes: 0 }],
  [{ kind: 'reset_connection' }],
  [{ kind: 'reset_connection', when: 'after' }],
  [{ kind: 'html' }],
] as readonly (readonly [Omit<CreateFaultRequest, 'operation'>, number?])[]; // the union is lost without its operation

const OF_A_WALK = [...RIDDEN_OUT, [{ kind: 'empty_page' }]] as typeof RIDDEN_OUT;

const ENDS_A_TOKEN = [
  { kind: 'expired_token', operation: 'ListUsers', first_call: 3 },
  { kind: 'advance_clock', operation: 'ListUsers', first_call: 3, seconds: 900 },
] as const satisfies readonly CreateFaultRequest[];

const named = ([fault]: (typeof RIDDEN_OUT)[number]) => JSON.stringify(fault);

describe('a client that does it right', () => {
  for (const each of OF_A_WALK) {
    it(`loses nobody in a walk over ${named(each)}`, async () => {
      const account = await scene.account({ seed: crowd(45, 'far') });
      const ids = await account.ids(await account.token());
      await account.set({ ...each[0], operation: 'ListUsers', first_call: 2, last_call: 3 } as CreateFaultRequest);
      const { client, sleeps } = account.client();
      const seen: string[] = [];
      for await (const { id } of client.users.list({ pageSize: 10 })) seen.push(id);
      assert.deepEqual(seen, ids);
      const [[, hits]] = (await account.counts()) as [[number, number]];
      assert.equal(hits, 2);
      if (each[1] !== undefined) assert.deepEqual(sleeps, [each[1], each[1]]);
    });
  }

  for (const each of RIDDEN_OUT) {
    it(`suspends once over ${named(each)}`, async () => {
      const account = await scene.account();
      const member = await account.member(await account.token());
      await account.set({ ...each[0], operation: 'SuspendUser' } as CreateFaultRequest);
      await account.set({ ...each[0], operation: 'IssueToken' } as CreateFaultRequest);
      const { client } = account.client();
      assert.equal((await client.users.suspend(member)).state, 'SUSPENDED');
      assert.deepEqual(
        (await account.counts()).map(([, hits]) => hits),
        [1, 1],
      );
      const [first] = await journalOf(account, 'SuspendUser');
      assert.equal(first?.fault?.kind, each[0].kind);
    });
  }

  for (const fault of ENDS_A_TOKEN) {
    it(`loses nobody where ${fault.kind} ends its token in the middle of a walk`, async () => {
      const account = await scene.account({ seed: crowd(45, 'far') });
      const ids = await account.ids(await account.token());
      await account.set(fault);
      const { client } = account.client();
      const seen: string[] = [];
      for await (const { id } of client.users.list({ pageSize: 10 })) seen.push(id);
      assert.deepEqual(seen, ids);
      const tokens = (await journalOf(account, 'ListUsers')).slice(1).map(({ token }) => token?.fingerprint);
      assert.deepEqual([tokens.length, new Set(tokens).size], [6, 2]); // five pages, one of them asked for twice
    });
  }

  for (const fault of [{ kind: 'broken_json' }, { kind: 'html', status: 200 }] as const) {
    it(`takes no page for the last one because of ${JSON.stringify(fault)}`, async () => {
      const account = await scene.account({ seed: crowd(45, 'far') });
      await account.set({ ...fault, operation: 'ListUsers', first_call: 2 });
      const { client } = account.client();
      await assert.rejects(Array.fromAsync(client.users.list({ pageSize: 10 })), { code: 'ERR_INVALID_RESPONSE' });
    });
  }

  it('gives up on an answer that hangs, and asks again', async () => {
    const account = await scene.account();
    await account.set({ kind: 'hang', operation: 'GetUser' });
    const member = await account.member(await account.token());
    const { client } = account.client({ timeoutMs: 300 });
    assert.equal((await client.users.get(member)).id, member);
    assert.deepEqual(await account.counts(), [[2, 1]]);
  });
});
