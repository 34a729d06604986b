import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { Journal } from '../../../src/sandbox/journal/journal.ts';
import { ManualClock } from '../../service/manual-clock.ts';

const clock = new ManualClock();

/** Lets a request arrive that is answered at once. */
function pass(journal: Journal, headers: readonly string[] = []): void {
  const authorization = 'Bearer junk';
  const raw = { rawHeaders: ['Authorization', authorization, ...headers], headers: {}, socket: {} };
  const request = { raw, headers: { authorization }, method: 'GET', url: '/v1/x', id: 'r' };
  const record = journal.begin({
    request: request as unknown as FastifyRequest, // all of it that a journal looks at
    operation: 'GetUser',
    version: 'v1',
    region: 'test',
    clock,
    strike: undefined,
  });
  record.answered({ status: 200, headers: {}, body: '' }, { operation: 'GetUser', status: 200, startedAt: 0 });
  record.ended({ whole: true, begun: true });
}

test('the last 100,000 requests are kept, and the rest is counted', () => {
  const journal = new Journal();
  for (let count = 0; count < 100_000; count++) pass(journal);
  assert.equal(journal.dropped, 0);
  for (let count = 0; count < 130_000; count++) pass(journal);
  assert.equal(journal.dropped, 130_000);
  const [first, ...rest] = journal.find({});
  assert.equal(first?.arrived.sequence, 130_001);
  assert.equal(rest.at(-1)?.arrived.sequence, 230_000);
  assert.deepEqual(
    journal.find({ after: 229_998 }).map(({ arrived }) => arrived.sequence),
    [229_999, 230_000],
  );
  journal.clear();
  assert.equal(journal.dropped, 0);
  pass(journal);
  assert.equal(journal.entries()[0]?.sequence, 1);
});

test('requests that weigh much are kept as far as they fit into 128 MiB', () => {
  const journal = new Journal();
  for (let count = 0; count < 10_000; count++) pass(journal, ['X-Long', String(count).padEnd(16 * 1024, 'x')]);
  assert.ok(journal.dropped > 0);
  const weight = 16 * 1024 * journal.find({}).length;
  assert.ok(weight < 128 * 2 ** 20 && weight > 100 * 2 ** 20, String(weight));
});
