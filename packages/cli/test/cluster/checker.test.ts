import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { check } from './checker/check.ts';
import type { RunRecord } from './checker/record.ts';
import {
  ADA,
  BACK,
  BEN,
  CAT,
  DEAD,
  entry,
  get,
  issue,
  LAST_OWNER,
  move,
  OUT,
  OVER,
  operation,
  page,
  revoke,
  run,
  UNKNOWN,
} from './checker/sample-runs.ts';
import { simulatedRun } from './checker/simulated-run.ts';
import type { Operation } from './operation.ts';

function assertFinds(record: RunRecord, sentence: RegExp): void {
  assert.ok(
    check(record).some((found) => sentence.test(found)),
    `${sentence} among: ${check(record).join('\n')}`,
  );
}

describe('a checker that finds nothing in a good history', () => {
  test('of a service that does each thing at one moment between request and answer', () => {
    fc.assert(fc.property(simulatedRun(), (record) => assert.deepEqual(check(record), [])));
  });

  test('whatever overlaps may have happened either way', () => {
    const [out, back] = [move(CAT, OUT, [0, 10]), move(CAT, BACK, [5, 15])];
    for (const state of [OUT, BACK])
      assert.deepEqual(check(run([out, back, get(CAT, state, [6, 9])], [out, back])), []);
    const late = get(CAT, BACK, [16, 17]);
    assert.deepEqual(check(run([out, back, late], [out, back])), []);
  });

  test('an unknown one happened, or did not, or happens late', () => {
    const lost = move(CAT, OUT, [0, 1], UNKNOWN);
    assert.deepEqual(check(run([lost, get(CAT, BACK, [5, 6])], [])), []);
    assert.deepEqual(check(run([lost, get(CAT, BACK, [5, 6]), get(CAT, OUT, [7, 8])], [lost])), []);
  });

  test('the last owner is refused, a dead token too', () => {
    const [out, last] = [move(ADA, OUT, [0, 1]), move(BEN, OUT, [2, 3], LAST_OWNER)];
    assert.deepEqual(check(run([out, last], [out, last])), []);
    const [made, ended] = [issue('t', [0, 1]), revoke('t', [4, 6])];
    const uses = [get(CAT, BACK, [2, 3], { bearer: 't' }), get(CAT, BACK, [5, 9], { bearer: 't' })];
    const dead = operation({ kind: 'get', user: CAT }, [7, 8], { ...DEAD, bearer: 't' });
    assert.deepEqual(check(run([made, ended, ...uses, dead], [made, ended])), []);
  });
});

describe('a checker that finds', () => {
  test('an entry that is lost, in whatever history', () => {
    fc.assert(
      fc.property(simulatedRun(), fc.nat(), (record, chosen) => {
        const lost = record.audit[chosen % record.audit.length];
        fc.pre(lost !== undefined && lost.outcome === 'success');
        const audit = record.audit.filter((entry) => entry !== lost);
        assert.notDeepEqual(check({ ...record, audit }), []);
      }),
    );
  });

  test('an answer that helps nobody: an own fault, a 503 that does not say when', () => {
    for (const more of [{ status: 500 }, { status: 503 }, { status: 403, reason: 'insufficient_scope' }]) {
      assertFinds(run([move(CAT, OUT, [0, 1], { ...UNKNOWN, ...more })], []), /was answered/);
    }
    assert.deepEqual(check(run([move(CAT, OUT, [0, 1], { ...UNKNOWN, status: 503, retryAfter: 2 })], [])), []);
  });

  test('that no active owner is left', () => {
    const [one, two] = [move(ADA, OUT, [0, 10]), move(BEN, OUT, [0, 10])];
    assertFinds(run([one, two], [one, two]), /left no active owner/);
    assertFinds(run([], [], { ownersSeen: [1, 0, 1] }), /seen without an active owner/);
    const wrongly = move(ADA, OUT, [0, 1], LAST_OWNER);
    assertFinds(run([wrongly], [wrongly]), /never the last active owner/);
  });

  test('an acknowledged change that is lost', () => {
    const out = move(CAT, OUT, [0, 1]);
    assertFinds(run([out], []), /shows CAT as SUSPENDED, which was not so/);
    assertFinds(run([out], [out], { after: run([], []).after }), /stored as ACTIVE, and the audit log says SUSPENDED/);
    const made = issue('t', [0, 1]);
    assertFinds(run([made], []), /no audit entry/);
    assertFinds(run([made], [made], { after: run([], []).after }), /is not stored/);
    assertFinds(run([made, revoke('t', [2, 3])], [made]), /revocation of .* was lost/);
    assertFinds(run([move(BEN, OUT, [0, 1], LAST_OWNER)], []), /no audit entry/);
  });

  test('half of an unknown change: the state without the entry, or the entry without the state', () => {
    const lost = move(CAT, OUT, [0, 1], UNKNOWN);
    assertFinds(
      run([lost], [], { after: run([lost], [lost]).after }),
      /stored as SUSPENDED, and the audit log says ACTIVE/,
    );
    assertFinds(run([lost], [lost], { after: run([], []).after }), /stored as ACTIVE/);
    const made = operation({ kind: 'issue' }, [0, 1], UNKNOWN);
    assertFinds(run([made], [made]), /0 tokens are stored, and the log says 1/);
  });

  test('an answer from the past', () => {
    const out = move(CAT, OUT, [0, 1]);
    assertFinds(run([out, get(CAT, BACK, [2, 3])], [out]), /shows CAT as ACTIVE, which was not so/);
    const slow = move(CAT, OUT, [0, 9]);
    const sights = [get(CAT, OUT, [1, 2]), get(CAT, BACK, [3, 4])];
    assertFinds(run([slow, ...sights], [slow]), /shows CAT as ACTIVE, which was not so/);
  });

  test('a log that contradicts time, has a place twice, or entries that nobody caused', () => {
    const [first, second] = [move(ADA, OUT, [0, 1]), move(CAT, OUT, [2, 3])];
    assertFinds(run([first, second], [second, first]), /comes after .*, which began later/);
    const audit = [entry(first, 1), entry(second, 1)];
    assertFinds(run([first, second], [first, second], { audit }), /share the place 1/);
    assertFinds(run([], [first]), /belongs to no request/);
    const strange = [{ ...entry(first, 1), requestId: 'strange' }];
    assertFinds(run([first], [first], { audit: strange }), /another request id/);
    assertFinds(run([first], [first], { audit: [{ ...entry(first, 1), subject: BEN }] }), /somebody else/);
  });

  test('a repeated change with an entry of its own', () => {
    const [out, again] = [move(CAT, OUT, [0, 1]), move(CAT, OUT, [2, 3])];
    assertFinds(run([out, again], [out, again]), /changed nothing/);
    assertFinds(run([out], [out, out]), /has 2 audit entries/);
    const [made, one, two] = [issue('t', [0, 1]), revoke('t', [2, 3]), revoke('t', [4, 5])];
    assertFinds(run([made, one, two], [made, one, two]), /2 audit entries of its revocation/);
  });

  test('a token that is accepted after its revocation, or refused without one', () => {
    const [made, ended] = [issue('t', [0, 1]), revoke('t', [2, 3])];
    const late = get(CAT, BACK, [4, 5], { bearer: 't' });
    assertFinds(run([made, ended, late], [made, ended]), /accepted after its revocation/);
    const lost = revoke('t', [2, 3], UNKNOWN);
    const dead = operation({ kind: 'get', user: CAT }, [4, 5], { ...DEAD, bearer: 't' });
    const alive = get(CAT, BACK, [6, 7], { bearer: 't' });
    assertFinds(run([made, lost, dead, alive], [made, lost]), /accepted after it had been refused/);
    assertFinds(run([made, dead], [made]), /was refused, and nobody revoked it/);
    const early = operation({ kind: 'get', user: CAT }, [1.5, 1.6], { ...DEAD, bearer: 't' });
    assertFinds(run([made, early, ended], [made, ended]), /the token of .* was refused\./);
  });

  test('a walk that skips somebody, or shows somebody twice', () => {
    const walk = (...pages: Operation[]) => ({ filter: undefined, pages, complete: true });
    const pages = (...shown: string[][]) => shown.map((users, index) => page(users, [index, index + 0.5]));
    const findIn = (shown: Operation[], sentence: RegExp) =>
      assertFinds(run(shown, [], { walks: [walk(...shown)] }), sentence);
    findIn(pages([ADA], [CAT]), /skips BEN/);
    findIn(pages([ADA, BEN], [BEN, CAT]), /shows BEN twice or out of order/);
    findIn(pages([BEN, ADA], [CAT]), /shows ADA twice or out of order/);
    const active = [page([ADA], [0, 1], BACK)];
    assertFinds(run(active, [], { walks: [{ filter: BACK, pages: active, complete: true }] }), /skips BEN/);
    const out = move(BEN, OUT, [0, 1]);
    const without = page([ADA, CAT], [0.5, 2], BACK);
    const moved = { walks: [{ filter: BACK, pages: [without], complete: true }] };
    assert.deepEqual(check(run([out, without], [out], moved)), []);
  });

  test('a quota that is exceeded, a refusal with room left, and a Retry-After that is not true', () => {
    const limits = new Map([['app', 3]]);
    const used = [0, 1, 2].map((at) => get(CAT, BACK, [at * 1000, at * 1000 + 10]));
    const refused = (at: number, retryAfter: number) =>
      operation({ kind: 'get', user: CAT }, [at, at + 10], { ...OVER, retryAfter });
    assert.deepEqual(check(run([...used, refused(3000, 57)], [], { limits })), []);
    assertFinds(run([...used, get(CAT, BACK, [50_000, 50_010])], [], { limits }), /4 requests in a window of 3/);
    assertFinds(run([...used.slice(1), refused(3000, 58)], [], { limits }), /refused after 2 requests of 3/);
    for (const seconds of [0, 1, 30, 56, 59]) {
      assertFinds(run([...used, refused(3000, seconds)], [], { limits }), /not the truth/);
    }
    const next = [0, 1, 2].map((at) => get(CAT, BACK, [61_000 + at, 61_001 + at]));
    assert.deepEqual(check(run([...used, ...next, refused(62_000, 59)], [], { limits })), []);
    const fourth = get(CAT, BACK, [70_000, 70_001]);
    assertFinds(run([...used, ...next, fourth], [], { limits }), /4 requests in a window of 3/);
  });
});
