import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { startTelemetryListener, type TelemetryOptions } from '../../src/telemetry/telemetry-listener.ts';

const LOOPBACK = { host: '127.0.0.1', port: 0 };

async function started(t: TestContext, options: Partial<TelemetryOptions> = {}) {
  const lines: unknown[][] = [];
  const record = (...args: unknown[]) => void lines.push(args);
  const clock = { at: 0, now: () => clock.at };
  const listener = await startTelemetryListener({
    address: LOOPBACK,
    isReady: async () => true,
    metrics: createMetrics(),
    logger: { warn: record, error: record },
    clock,
    ...options,
  });
  t.after(() => listener.close());
  const get = (path: string, method = 'GET') => fetch(listener.url + path, { method });
  return { listener, lines, clock, get };
}

describe('the telemetry listener', () => {
  test('says that the process answers, also when it is not ready', async (t) => {
    const { get } = await started(t, { isReady: async () => false });
    const answer = await get('/healthz');
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), 'ok\n');
  });

  test('says whether it is ready', async (t) => {
    let ready = true;
    const { get, clock } = await started(t, { isReady: async () => ready });
    assert.equal((await get('/readyz')).status, 200);
    ready = false;
    clock.at += 1000;
    assert.equal((await get('/readyz?verbose')).status, 503);
  });

  test('asks the service at most once a second, however many probes come', async (t) => {
    let asked = 0;
    const { get, clock } = await started(t, {
      isReady: async () => {
        asked += 1;
        return true;
      },
    });
    await Promise.all(Array.from({ length: 20 }, async () => await (await get('/readyz')).text()));
    assert.equal(asked, 1);
    clock.at += 999;
    await get('/readyz');
    assert.equal(asked, 1);
    clock.at += 1;
    await get('/readyz');
    assert.equal(asked, 2);
  });

  test('does not wait for a check that hangs, nor start another one', async (t) => {
    let asked = 0;
    const hanging = () => {
      asked += 1;
      return new Promise<boolean>(() => {});
    };
    const { get } = await started(t, { isReady: hanging, patienceMs: 5 });
    assert.equal((await get('/readyz')).status, 503);
    assert.equal((await get('/readyz')).status, 503);
    assert.equal(asked, 1);
  });

  test('takes a check that throws for a no, and logs why', async (t) => {
    let full = true;
    const failing = async () => {
      if (full) throw new Error('the disk is full');
      return true;
    };
    const { get, lines, clock } = await started(t, { isReady: failing });
    const answer = await get('/readyz');
    assert.equal(answer.status, 503);
    assert.doesNotMatch(await answer.text(), /disk/);
    assert.match(
      JSON.stringify(lines, (_key, value) => (value instanceof Error ? value.message : value)),
      /disk is full/,
    );
    full = false;
    clock.at += 1000;
    assert.equal((await get('/readyz')).status, 200);
  });

  test('serves the metrics', async (t) => {
    const { get } = await started(t);
    const answer = await get('/metrics');
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    assert.match(await answer.text(), /rollcall_build_info\{/);
  });

  test('answers a failure to render with 500, and stays', async (t) => {
    const broken = { contentType: 'text/plain', render: () => Promise.reject(new Error('inner detail')) };
    const { get } = await started(t, { metrics: broken });
    const answer = await get('/metrics');
    assert.equal(answer.status, 500);
    assert.doesNotMatch(await answer.text(), /inner detail/);
    assert.equal((await get('/healthz')).status, 200);
  });

  test('answers HEAD without a body, other methods with 405, other paths with 404', async (t) => {
    const { get } = await started(t);
    const head = await get('/healthz', 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
    const post = await get('/metrics', 'POST');
    assert.equal(post.status, 405);
    assert.equal(post.headers.get('allow'), 'GET, HEAD');
    assert.equal((await get('/v1/accounts')).status, 404);
  });

  test('closes while a connection is open', async (t) => {
    const { listener } = await started(t);
    const { hostname, port } = new URL(listener.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('connect', resolve));
    const gone = new Promise((resolve) => socket.once('close', resolve));
    await listener.close();
    await gone;
  });

  test('refuses an address that is taken', async (t) => {
    const { listener } = await started(t);
    const port = Number(new URL(listener.url).port);
    await assert.rejects(started(t, { address: { host: '127.0.0.1', port } }), { code: 'EADDRINUSE' });
  });
});
