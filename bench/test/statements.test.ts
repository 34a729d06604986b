import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Cluster } from '@rollcall/test-postgres';
import type { StatementJob } from '../src/load/statement-job.ts';
import { endPools, runStatements } from '../src/load/statement-load.ts';

let cluster: Cluster;
before(async () => {
  cluster = await Cluster.start();
  await cluster.query('CREATE TABLE asked (who text, what bytea)');
});
after(async () => {
  await endPools();
  await cluster.remove();
});

function job(given: Partial<StatementJob>): StatementJob {
  return {
    url: cluster.url('postgres'),
    pool: 3,
    session: ["SET application_name = 'measured'"],
    texts: [
      { name: 'note', text: 'INSERT INTO asked VALUES ($1, $2)' },
      { name: undefined, text: "INSERT INTO asked VALUES (current_setting('application_name'), $1)" },
    ],
    scripts: [],
    lanes: 4,
    seconds: 30,
    once: true,
    ...given,
  };
}

test('each script is asked once, all of its statements, with its values', async () => {
  const scripts = Array.from({ length: 20 }, (_, index) => [
    [{ text: 0, values: [`first ${index}`, { bytes: 'ab01' }] }],
    [
      { text: 0, values: [`second ${index}`, null] },
      { text: 1, values: [{ fresh: 8 }] },
    ],
  ]);
  const result = await runStatements(job({ scripts }));
  assert.deepEqual([result.succeeded, result.broken, result.sent], [20, 0, 20]);
  const found = await cluster.query(`SELECT count(*)::int AS rows, count(DISTINCT who)::int AS names,
    count(*) FILTER (WHERE who LIKE 'first%' AND what = '\\xab01')::int AS bytes,
    count(DISTINCT what) FILTER (WHERE who = 'measured' AND length(what) = 8)::int AS fresh FROM asked`);
  assert.deepEqual(found, [{ rows: 60, names: 41, bytes: 20, fresh: 20 }]);
});

test('a statement that fails breaks its script, and is not counted as done', async () => {
  const scripts = [
    [[{ text: 0, values: ['fine', null] }]],
    [[{ text: 0, values: ['a value is missing'] }], [{ text: 0, values: ['never asked', null] }]],
  ];
  const result = await runStatements(job({ scripts }));
  assert.deepEqual([result.succeeded, result.broken], [1, 1]);
  assert.match(result.firstFailure ?? '', /bind|parameter/);
  assert.deepEqual(await cluster.query("SELECT 1 FROM asked WHERE who = 'never asked'"), []);
});
