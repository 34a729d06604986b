import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postgresWarnings } from '../src/postgres/document.ts';
import type { PostgresResult } from '../src/postgres/result.ts';
import type { Round } from '../src/result.ts';

const ROUND: Round = {
  succeeded: 100,
  refused: 0,
  broken: 0,
  statuses: { 200: 100 },
  firstFailure: undefined,
  sent: 100,
  seconds: 1,
  perSecond: 100,
  bytes: 0,
  latencyMs: { p50: 1, p99: 2 },
  generatorBusy: 0.1,
  serverBusy: 0.7,
  databaseBusy: 0.9,
};

/** A run that found nothing wrong. */
function result({ load = 0, loadAfter = 0, cores = 8, rounds = [ROUND] } = {}): PostgresResult {
  const contender = { name: 'Rollcall', answer: { bytes: 0, headers: 0 }, rounds };
  return {
    format: 1,
    kind: 'postgres',
    startedAt: '2026-01-01T00:00:00.000Z',
    tookSeconds: 1,
    quick: false,
    command: 'npm run bench -- --postgres',
    machine: { cpu: 'any', cores, memoryBytes: 1, kernel: 'any', node: 'any', pinning: 'none', fsyncMs: 1 },
    load: { before: [load, 9, 9], after: [loadAfter, 9, 9] },
    settings: { connections: 1, rounds: 1, seconds: 1, warmUpSeconds: 0, people: 1, manyPeople: 1 },
    versions: {},
    databaseSettings: {},
    pool: 1,
    applications: 1,
    asked: [],
    comparisons: [{ id: 'get', title: 'Get user', contenders: [contender] }],
    pages: [],
    imports: [],
    sizes: [],
    writeAhead: [],
    caveats: [],
  };
}

test('a machine is not free when it is loaded before the run; what the run itself does is no sign of others', () => {
  assert.deepEqual(postgresWarnings(result({ load: 0.3, loadAfter: 6 })), []);
  const [warning = '', ...more] = postgresWarnings(result({ load: 1.2 }));
  assert.match(warning, /^The machine was not free: its load was 1\.2 when the run began, on 8 cores\./);
  assert.deepEqual(more, []);
});

test('two servers are not held to an aim that the cores there are cannot reach', () => {
  const [warning = '', ...more] = postgresWarnings(result({ cores: 2 }));
  assert.match(warning, /kept 1\.7 of its 2 cores busy \(median of all rounds\); 1\.7 times that are 2\.9\./);
  assert.match(warning, /at least 6 cores/);
  assert.deepEqual(more, []);
  assert.deepEqual(postgresWarnings(result({ cores: 3 })), []);
});

test('where the system does not tell who was busy, nothing is said of cores', () => {
  assert.deepEqual(postgresWarnings(result({ cores: 1, rounds: [{ ...ROUND, serverBusy: undefined }] })), []);
  assert.deepEqual(postgresWarnings(result({ cores: 1, rounds: [] })), []);
});
