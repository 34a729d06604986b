import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Client, createClient, ERR_INVALID_RESPONSE, RollcallError, type User } from '@rollcall/client';
import { type Fault, type Sandbox, type SandboxAccount, startSandbox } from '@rollcall/client/testing';
import { FAULT_KINDS } from '@rollcall/contract/sandbox/schemas';
import fc from 'fast-check';

type Kind = Fault['kind'];
type Taken<Each> = Each extends Fault ? Omit<Each, 'operation' | 'first_call' | 'last_call'> : never;

const LATE = { email: 'late@example.com', display_name: 'Late' };
/** Every kind there is that a client bears without a word. */
const BORNE: Readonly<Record<Exclude<Kind, 'broken_json'>, Taken<Fault>>> = {
  answer: { kind: 'answer', status: 500 },
  rate_limit: { kind: 'rate_limit', retry_after_seconds: 40, retry_after_form: 'date' },
  delay: { kind: 'delay', delay_ms: 2 },
  slow_body: { kind: 'slow_body', duration_ms: 10 },
  cut_body: { kind: 'cut_body' },
  reset_connection: { kind: 'reset_connection', when: 'after' },
  hang: { kind: 'hang' },
  empty_page: { kind: 'empty_page' },
  expired_token: { kind: 'expired_token' },
  html: { kind: 'html' },
  advance_clock: { kind: 'advance_clock', seconds: 900 },
  change_people: { kind: 'change_people', create: [LATE] },
};
/** What no call may meet twice, however often it is tried: a client gets one new token for a call. */
const TOKEN_DIES: readonly (keyof typeof BORNE)[] = ['expired_token', 'advance_clock'];

describe('a walk', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  it('is tried with every kind of fault', () => {
    assert.deepEqual([...Object.keys(BORNE), 'broken_json'].sort(), Object.keys(FAULT_KINDS).sort());
  });

  for (const [kind, fault] of Object.entries(BORNE)) {
    it(`loses nobody and doubles nobody over ${kind}`, async () => {
      await using account = await sandbox.createAccount({ users: 45 });
      const set = await account.faults.add({ ...fault, operation: 'ListUsers', first_call: 2 } as Fault); // of its kind
      await assertWhole(account, (client) => Array.fromAsync(client.users.list({ pageSize: 3 })));
      assert.equal((await account.faults.get(set.id)).hits, 1);
    });
  }

  it('ends at JSON that is broken, and goes on where the caller wants it to', async () => {
    await using account = await sandbox.createAccount({ users: 45 });
    await account.faults.add({ kind: 'broken_json', operation: 'ListUsers', first_call: 4, last_call: 5 });
    const { users } = createClient(account.options);
    await assertWhole(account, walkWithCare);
    await account.faults.add({ kind: 'broken_json', operation: 'ListUsers' });
    await assert.rejects(users.list().pages().next(), { code: ERR_INVALID_RESPONSE });
  });

  it('loses nobody and doubles nobody over all of them, in any order', async () => {
    const orders = fc.shuffledSubarray(Object.keys(BORNE) as (keyof typeof BORNE)[], {
      minLength: Object.keys(BORNE).length,
    });
    const property = fc.asyncProperty(orders, async (kinds) => {
      await using account = await sandbox.createAccount({ users: 45 });
      let call = 0;
      for (const kind of kinds) {
        // After a try that goes well the next one is another call.
        call += TOKEN_DIES.includes(kind) ? 2 : 1;
        const calls = { operation: 'ListUsers', first_call: call, last_call: call };
        await account.faults.add({ ...BORNE[kind], ...calls } as Fault); // of its kind
      }
      await assertWhole(account, (client) => Array.fromAsync(client.users.list({ pageSize: 3 })));
      const faults = await account.faults.list();
      assert.deepEqual(
        faults.filter(({ hits }) => hits !== 1),
        [],
      );
    });
    await fc.assert(property, { numRuns: 5 });
  });
});

/** Everybody who was there all the time is seen, and nobody twice. */
async function assertWhole(account: SandboxAccount, walk: (client: Client) => Promise<readonly User[]>): Promise<void> {
  const there = (await Array.fromAsync(account.people.list())).map(({ id }) => id);
  const clock = await account.clock.forClient();
  const retry = { maxAttempts: 20, maxTotalMs: 3600 * 1000 };
  const seen = (await walk(createClient({ ...account.options, clock, retry, timeoutMs: 500 }))).map(({ id }) => id);
  assert.equal(new Set(seen).size, seen.length, 'nobody twice');
  assert.deepEqual(
    there.filter((id) => !seen.includes(id)),
    [],
  );
}

/** Page by page; where a page cannot be read, once more after the page before. */
async function walkWithCare({ users }: Client): Promise<readonly User[]> {
  const seen: User[] = [];
  let pageToken: string | undefined;
  for (let tries = 0; tries < 10; tries++) {
    try {
      for await (const page of users.list({ pageSize: 3, ...(pageToken && { pageToken }) }).pages()) {
        seen.push(...page.results);
        pageToken = page.next_page_token;
      }
      return seen;
    } catch (error) {
      if (!(error instanceof RollcallError && error.code === ERR_INVALID_RESPONSE)) throw error;
    }
  }
  throw new Error('It never ended.');
}
