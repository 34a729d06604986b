import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { assertRefusal } from '../service/assertions.ts';
import { Service, somebody } from '../service/service.ts';
import { removableLimitStore } from './memory-limit-store.ts';

const LIMITS = { perMinute: 3, perHour: 0 };

async function start() {
  const limitStore = removableLimitStore();
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const telemetry = { host: '127.0.0.1', port: 0 };
  const service = await Service.start({ limitStore, limits: LIMITS, logger, telemetry });
  const person = somebody(0);
  const client = await service.client(await service.account([person]));
  const token = await service.token(client);
  const path = `/v1/accounts/${client.accountId}/users/${person.id}`;
  return { service, limitStore, lines, client, token, path };
}

test('what cannot be counted is answered with 503 and Retry-After, and nothing passes uncounted', async () => {
  const { service, limitStore, lines, client, token, path } = await start();
  await using _ = service;
  assert.equal((await service.call(token, 'GET', path)).headers.ratelimit, '"minute";r=2;t=60');
  limitStore.away = true;

  for (let call = 0; call < 5; call += 1) {
    const answer = await service.call(token, 'GET', path);
    assertRefusal(answer, { status: 503, code: 14, message: 'unavailable' });
    assert.equal(answer.headers['retry-after'], '2');
    assert.equal(answer.headers.ratelimit, undefined);
  }
  assert.equal(limitStore.asked, 5, 'it is asked once a request');
  const suspend = await service.call(token, 'POST', `${path}:suspend`);
  assertRefusal(suspend, { status: 503, code: 14, message: 'unavailable' });
  assert.ok(
    lines.some((line) => line.includes('the store is away')),
    'the log says why',
  );

  const wrong = await service.form(
    '/v1/oauth/token',
    { ...client, clientSecret: 'x' },
    { grant_type: 'client_credentials' },
  );
  assert.deepEqual(
    [wrong.status, wrong.json.error, wrong.headers['retry-after']],
    [503, 'temporarily_unavailable', '2'],
  );
});

test('what was decided without the limits is answered without them', async () => {
  const { service, limitStore, token } = await start();
  await using _ = service;
  limitStore.away = true;

  const answer = await service.call(token, 'GET', `/v1/accounts/${'A'.repeat(26)}/users`);
  assert.deepEqual([answer.status, answer.headers.ratelimit], [404, undefined]);
  assert.equal((await service.send('GET', `/v1/accounts/${'A'.repeat(26)}/users`)).status, 401);
});

test('it is not ready meanwhile, says so in its metrics, and serves again when the store is back', async () => {
  const { service, limitStore, client, token, path } = await start();
  await using _ = service;
  const probe = async (name: string) => await fetch(`${service.app.telemetryUrl}/${name}`);
  assert.equal((await probe('readyz')).status, 200);
  limitStore.away = true;
  service.clock.advance(2); // the probe's answer is kept for a second
  assert.equal((await probe('readyz')).status, 503);
  await service.call(token, 'GET', path);
  const metrics = await (await probe('metrics')).text();
  assert.match(metrics, /^rollcall_limit_store_failures_total 1$/m);
  assert.match(metrics, /^rollcall_limit_store_duration_seconds_count [1-9]/m);

  limitStore.away = false;
  service.clock.advance(2);
  assert.equal((await probe('readyz')).status, 200);
  assert.equal((await service.call(token, 'GET', path)).status, 200);
  assert.ok(await service.token(client));
});

test('a refused caller who does not wait costs the store nothing', async () => {
  const { service, limitStore, token, path } = await start();
  await using _ = service;
  for (const status of [200, 200, 200, 429]) assert.equal((await service.call(token, 'GET', path)).status, status);
  limitStore.away = true;

  for (let call = 0; call < 5; call += 1) {
    const answer = await service.call(token, 'GET', path);
    assert.equal(answer.status, 429);
    assert.match(String(answer.headers.ratelimit), /^"minute";r=0;t=\d+$/);
  }
  assert.equal(limitStore.asked, 0);
});
