import assert from 'node:assert/strict';
import { test } from 'node:test';
import { together } from '../src/postgres/contenders.ts';
import { withPart } from '../src/report/benchmarks-page.ts';
import { SuspendLoad } from '../src/sections/suspend.ts';

const NOTHING = {
  succeeded: 0,
  refused: 0,
  broken: 0,
  statuses: {},
  firstFailure: undefined,
  sent: 0,
  seconds: 2,
  perSecond: 0,
  bytes: 0,
  latencyMs: { p50: 0, p99: 0 },
  generatorBusy: 0,
};

test('each part of the page is written without touching the other', () => {
  const folder = withPart('', 'folder', '# Benchmarks\n');
  assert.equal(folder, '# Benchmarks\n');
  const both = withPart(folder, 'postgres', '## PostgreSQL\n');
  assert.match(both, /^# Benchmarks\n\n<!-- .+ -->\n\n## PostgreSQL\n$/);
  assert.equal(withPart(both, 'postgres', '## PostgreSQL\n'), both);
  assert.equal(withPart(both, 'folder', '# Benchmarks\n'), both);
  assert.equal(withPart(both, 'folder', '# Newer\n'), both.replace('# Benchmarks', '# Newer'));
});

test('two processes did what both did, as slowly as the slower', () => {
  const first = { ...NOTHING, succeeded: 10, sent: 12, broken: 2, perSecond: 5, latencyMs: { p50: 1, p99: 9 } };
  const second = { ...NOTHING, succeeded: 20, sent: 20, perSecond: 10, latencyMs: { p50: 2, p99: 3 } };
  const sum = together([first, { ...second, firstFailure: 'lost' }]);
  assert.deepEqual([sum.succeeded, sum.sent, sum.broken, sum.perSecond], [30, 32, 2, 15]);
  assert.deepEqual(sum.latencyMs, { p50: 2, p99: 9 });
  assert.equal(sum.firstFailure, 'lost');
});

test('nobody is changed twice in one load, whoever was taken and in whichever order', async () => {
  const state = new Map(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => [id, 'ACTIVE']));
  const load = new SuspendLoad([...state.keys()], async (ids, verb) => {
    // Every other one, as two processes might get to.
    const changed = ids.filter((_, index) => index % 2 === 0);
    for (const id of changed) {
      assert.equal(state.get(id), verb === 'suspend' ? 'ACTIVE' : 'SUSPENDED', `${verb} ${id}`);
      state.set(id, verb === 'suspend' ? 'SUSPENDED' : 'ACTIVE');
    }
    return { result: NOTHING, changed };
  });
  for (let round = 0; round < 12; round += 1) {
    await load.run(1);
    assert.equal(load.suspended, [...state.values()].filter((one) => one === 'SUSPENDED').length);
  }
});
