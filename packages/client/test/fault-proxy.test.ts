import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { FaultProxy } from './support/fault-proxy.ts';
import {
  answers,
  answersRetryDate,
  breaksJson,
  changesBody,
  cutsBody,
  holds,
  losesAnswer,
  replacesAuthorization,
  resets,
} from './support/faults.ts';

/** A server that answers what it was asked, and a proxy before it. */
async function start(context: TestContext) {
  let served = 0;
  const server = createServer((request, response) => {
    served += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ path: request.url, authorization: request.headers.authorization }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const proxy = await FaultProxy.start(`http://127.0.0.1:${port}`);
  context.after(async () => {
    await proxy[Symbol.asyncDispose]();
    server.closeAllConnections();
    server.close();
  });
  return { proxy, get: (path: string) => fetch(proxy.url + path), served: () => served };
}

describe('the fault proxy', () => {
  it('passes on what no fault is for, and counts', async (context) => {
    const { proxy, get } = await start(context);
    proxy.inject(answers(429, { 'retry-after': '2' }, { code: 8 }), { path: /^\/b/, nth: 2, times: 2 });

    const statuses: number[] = [];
    for (const path of ['/a', '/b', '/b?x', '/a', '/b', '/b']) statuses.push((await get(path)).status);

    assert.deepEqual(statuses, [200, 200, 429, 200, 429, 200]);
    assert.equal(proxy.count(/^\/b/), 4);
    assert.deepEqual(
      proxy.passed.map(({ path }) => path),
      ['/a', '/b', '/a', '/b'],
    );
  });

  it('answers, changes and replaces', async (context) => {
    const { proxy, get } = await start(context);
    proxy.inject(answersRetryDate(503, 7));
    const late = await get('/');
    const wait = Date.parse(late.headers.get('retry-after') ?? '') - Date.parse(late.headers.get('date') ?? '');
    assert.deepEqual([late.status, wait], [503, 7000]);

    proxy.inject(changesBody((body) => ({ ...body, more: true })));
    assert.deepEqual(await (await get('/x')).json(), { path: '/x', more: true });

    proxy.inject(replacesAuthorization('Bearer other'));
    assert.deepEqual(await (await get('/y')).json(), { path: '/y', authorization: 'Bearer other' });

    proxy.inject(breaksJson());
    assert.equal(await (await get('/z')).text(), '{"path');
  });

  it('breaks connections before, during and after', async (context) => {
    const { proxy, get, served } = await start(context);
    proxy.inject(resets());
    await assert.rejects(get('/'));
    assert.equal(served(), 0);
    proxy.inject(losesAnswer());
    await assert.rejects(get('/'));
    assert.equal(served(), 1);
    proxy.inject(cutsBody());
    const cut = await get('/');
    assert.equal(cut.status, 200);
    await assert.rejects(cut.text());
  });

  it('holds a request until it is released', async (context) => {
    const { proxy, get, served } = await start(context);
    const { fault, reached, release } = holds();
    proxy.inject(fault);
    const answer = get('/');
    await reached;
    assert.equal(served(), 0);
    release();
    assert.equal((await answer).status, 200);
  });
});
