import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { DURATION_BOUNDS } from '../../src/telemetry/request-counts.ts';

async function sampleOf(metrics: { render(): Promise<string> }, series: string): Promise<number | undefined> {
  const line = (await metrics.render()).split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

describe('metrics', () => {
  test('count answers by operation and status', async () => {
    const metrics = createMetrics();
    metrics.observe('GetUser', 200, 0.001);
    metrics.observe('GetUser', 200, 0.001);
    metrics.observe('GetUser', 429, 0.0001);
    metrics.observe('IssueToken', 200, 0.002);
    metrics.observe('IssueToken', 401, 0.002);
    assert.equal(await sampleOf(metrics, 'rollcall_requests_total{operation="GetUser",status="200"}'), 2);
    assert.equal(await sampleOf(metrics, 'rollcall_requests_total{operation="GetUser",status="429"}'), 1);
    assert.equal(await sampleOf(metrics, 'rollcall_rate_limited_total{operation="GetUser"}'), 1);
    assert.equal(await sampleOf(metrics, 'rollcall_tokens_issued_total'), 1);
    assert.equal(await sampleOf(metrics, 'rollcall_tokens_issued_total'), 1, 'asking again counts nothing');
  });

  test('are there, at nought, before anything happened', async () => {
    const metrics = createMetrics();
    assert.equal(await sampleOf(metrics, 'rollcall_tokens_issued_total'), 0);
    assert.equal(await sampleOf(metrics, 'rollcall_connections'), 0);
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const info = `rollcall_build_info{version="${version}",node="${process.versions.node}"}`;
    assert.equal(await sampleOf(metrics, info), 1);
    assert.ok(((await sampleOf(metrics, 'process_resident_memory_bytes')) ?? 0) > 0);
  });

  test('read the open connections when asked', async () => {
    const metrics = createMetrics();
    let open = 3;
    metrics.setConnections(() => open);
    assert.equal(await sampleOf(metrics, 'rollcall_connections'), 3);
    open = 5;
    assert.equal(await sampleOf(metrics, 'rollcall_connections'), 5);
  });

  test('of two services are apart', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.observe('GetUser', 200, 1);
    assert.equal(await sampleOf(other, 'rollcall_requests_total{operation="GetUser",status="200"}'), undefined);
  });

  test('sort durations into cumulative buckets', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { maxLength: 40 }), async (durations) => {
        const metrics = createMetrics();
        for (const seconds of durations) metrics.observe('ListUsers', 200, seconds);
        const text = await metrics.render();
        const bucket = (le: string | number) =>
          Number(
            text.match(
              new RegExp(
                `duration_seconds_bucket\\{operation="ListUsers",le="${String(le).replace('+', '\\+')}"\\} (\\d+)`,
              ),
            )?.[1] ?? 0,
          );
        for (const bound of DURATION_BOUNDS) {
          assert.equal(bucket(bound), durations.filter((seconds) => seconds <= bound).length, `le ${bound}`);
        }
        assert.equal(bucket('+Inf'), durations.length);
      }),
      { numRuns: 30 },
    );
  });

  test('are in the text format, every metric with its help and type', async () => {
    const metrics = createMetrics();
    metrics.observe('GetUser', 200, 0.003);
    assert.match(metrics.contentType, /^text\/plain; version=0\.0\.4/);
    const text = await metrics.render();
    for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
      assert.match(line, /^[a-z_][a-z0-9_]*(\{([a-z_]+="[^"]*",?)*\})? (-?[0-9.e+-]+|Na[nN]|\+Inf)$/);
    }
    for (const name of ['requests_total', 'rate_limited_total', 'tokens_issued_total', 'connections', 'build_info']) {
      assert.match(text, new RegExp(`# HELP rollcall_${name} \\S`));
    }
    assert.match(text, /# TYPE rollcall_request_duration_seconds histogram/);
  });
});
