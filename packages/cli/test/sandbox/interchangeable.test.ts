import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordedExchange } from '../../src/record/recording.ts';
import { createReplayer } from '../../src/record/replayer.ts';

/** `GET /1 0-10`: from the one millisecond to the other. */
function exchange(told: string): RecordedExchange {
  const [, method = '', target = '', begin, end] = /^(\w+) (\S+) (\d+)-(\d+)$/.exec(told) ?? [];
  return {
    at_ms: Number(begin),
    duration_ms: Number(end) - Number(begin),
    request: { method, target, headers: {}, body: '' },
    response: { status: 200, headers: {}, body: target },
  };
}

/** The first difference when the requests come in this order. */
async function differenceOf(recorded: readonly string[], ...order: readonly string[]): Promise<string | undefined> {
  const replayer = createReplayer(recorded.map(exchange));
  for (const request of order) {
    const [method = '', target = ''] = request.split(' ');
    await replayer.answer({ method, target, headers: {}, body: Buffer.alloc(0) });
  }
  return replayer.firstDifference;
}

describe('the order of requests at a replay', () => {
  it('is free for what ran side by side, directly or by way of others', async () => {
    // In the file, what ended first stands first.
    const pool = ['POST /b 5-8', 'POST /a 0-10', 'POST /c 9-30', 'POST /d 20-40', 'POST /after 40-50'];
    assert.equal(await differenceOf(pool, 'POST /d', 'POST /a', 'POST /c', 'POST /b', 'POST /after'), undefined);
    assert.match(
      (await differenceOf(pool, 'POST /after')) ?? '',
      /^POST \/after came, which is request 5 .* the next is 1/,
    );
  });

  it('is free for reads with no change in between, and for nothing else', async () => {
    const reads = ['GET /1 0-1', 'GET /2 5-6', 'POST /change 7-8', 'GET /3 9-10'];
    assert.equal(await differenceOf(reads, 'GET /2', 'GET /1', 'POST /change', 'GET /3'), undefined);
    assert.match((await differenceOf(reads, 'GET /1', 'POST /change')) ?? '', /which is request 3 .* the next is 2/);
    assert.match((await differenceOf(reads, 'GET /3')) ?? '', /which is request 4 .* the next is 1/);
  });

  it('counts for one after the other, however quick they were', async () => {
    const quick = ['POST /a 0-1', 'POST /b 1-1', 'POST /c 1-2'];
    assert.equal(await differenceOf(quick, 'POST /a', 'POST /b', 'POST /c'), undefined);
    assert.match((await differenceOf(quick, 'POST /b')) ?? '', /which is request 2 .* the next is 1/);
  });

  it('names what did not come', async () => {
    const replayer = createReplayer([exchange('GET /1 0-1'), exchange('GET /2 2-3')]);
    await replayer.answer({ method: 'GET', target: '/2', headers: {}, body: Buffer.alloc(0) });
    assert.equal(replayer.next?.number, 1);
  });
});
