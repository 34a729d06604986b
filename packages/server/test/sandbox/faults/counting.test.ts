import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { OPERATIONS } from '@rollcall/contract';
import type { CreateFaultRequest } from '@rollcall/contract/sandbox';
import fc from 'fast-check';
import { FaultBook } from '../../../src/sandbox/faults/fault-book.ts';
import { type Account, startFaultScene } from './fault-scene.ts';

const operation = fc.constantFrom(...OPERATIONS.slice(0, 4).map(({ id }) => id));
const span = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(undefined, null, 0, 1, 4));
const fault = fc.tuple(fc.oneof(operation, fc.constant('*')), span).map(([operation, [first, more]]) => ({
  kind: 'hang' as const,
  operation,
  first_call: first,
  ...(more !== undefined && { last_call: more === null ? null : first + more }),
}));

/** Which fault a call meets: the first whose own count of it lies in its span. */
function model(faults: readonly CreateFaultRequest[], calls: readonly string[]): (number | undefined)[] {
  const fits = (each: CreateFaultRequest, call: string) => each.operation === '*' || each.operation === call;
  const count = (each: CreateFaultRequest, at: number) =>
    calls.slice(0, at + 1).filter((call) => fits(each, call)).length;
  const meets = (each: CreateFaultRequest, at: number) =>
    fits(each, calls[at] ?? '') &&
    count(each, at) >= (each.first_call ?? 1) &&
    count(each, at) <= (each.last_call === undefined ? (each.first_call ?? 1) : (each.last_call ?? Infinity));
  return calls
    .map((_, at) => faults.findIndex((each) => meets(each, at)))
    .map((index) => (index < 0 ? undefined : index));
}

describe('the book of faults', () => {
  it('strikes as three lines say, for any faults and any calls', () => {
    fc.assert(
      fc.property(fc.array(fault, { maxLength: 6 }), fc.array(operation, { maxLength: 40 }), (faults, calls) => {
        const book = new FaultBook();
        const ids = faults.map((each) => book.add(each).id);
        const expected = model(faults, calls);
        assert.deepEqual(
          calls.map((call) => book.strike(call)?.id),
          expected.map((index) => (index === undefined ? undefined : ids[index])),
        );
        for (const [index, { calls: counted, hits }] of book.list().entries()) {
          assert.equal(hits, expected.filter((each) => each === index).length);
          assert.equal(counted, calls.filter((call) => [call, '*'].includes(String(faults[index]?.operation))).length);
        }
      }),
    );
  });

  it('counts each fault from when it was set, and never gives an id out twice', () => {
    const book = new FaultBook();
    const set = () => book.add({ kind: 'hang', operation: 'GetUser', first_call: 2 }).id;
    assert.equal(set(), 'f1');
    assert.equal(book.strike('GetUser'), undefined);
    assert.equal(set(), 'f2');
    assert.equal(book.strike('GetUser')?.id, 'f1');
    assert.equal(book.strike('GetUser')?.id, 'f2');
    assert.equal(book.remove('f1'), true);
    assert.equal(book.remove('f1'), false);
    book.removeAll();
    assert.equal(set(), 'f3');
    book.clear();
    assert.equal(set(), 'f1');
  });
});

describe('faults of an account', () => {
  it("never meet another one's calls, whatever happens at once", async () => {
    const scene = await startFaultScene({ after }, { regions: [{ name: 'one' }, { name: 'two' }] });
    const accounts = await Promise.all(['one', 'two', 'one', 'two'].map(async (region) => scene.account({ region })));
    const expected = await Promise.all(accounts.map((account, index) => spoil(account, index)));
    for (const [index, account] of accounts.entries()) {
      assert.deepEqual(await account.counts(), [[10, expected[index]]]);
    }
    const seed = (await scene.control('GET', `/accounts/${scene.sandbox.accountId}/faults`)).json;
    assert.deepEqual(seed.faults, []);
  });
});

/** Ten calls, of which those from the third on fail so often as the account has a number. */
async function spoil(account: Account, number: number): Promise<number> {
  const token = await account.token();
  await account.set({
    kind: 'answer',
    operation: 'ListUsers',
    first_call: 3,
    last_call: 3 + number,
    status: 500 + number,
  });
  const statuses: number[] = [];
  for (let call = 0; call < 10; call++) statuses.push((await account.call(token, '')).status);
  const failed = Array.from({ length: number + 1 }, () => 500 + number);
  assert.deepEqual(statuses, [200, 200, ...failed, ...Array.from({ length: 7 - number }, () => 200)]);
  return number + 1;
}
