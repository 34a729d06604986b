import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { listUsers, tokenOf } from '../support/call.ts';
import { BIN, cleanEnvironment } from '../support/rollcall.ts';
import { type SandboxLine, startScene } from './sandbox-scene.ts';

/** A request as no library would send it. */
async function sendRaw(line: SandboxLine, head: Buffer): Promise<void> {
  const socket = connect(Number(new URL(line.base_url).port), '127.0.0.1');
  socket.end(head);
  socket.resume();
  await once(socket, 'close');
}

describe('rollcall sandbox journal', () => {
  it('lists what was asked and what it meant, waits for it, asserts it, and forgets it', async (context) => {
    const { line, text, run, refused } = await startScene(context);
    assert.equal(await text('journal', 'list'), '');
    assert.equal(await text('journal', 'list', '--output', 'json'), '[]\n');
    const token = await tokenOf(line, { clientId: line.client_id, secret: line.client_secret });
    await listUsers(line, line.account_id, token, '?max_page_size=3');
    await listUsers(line, line.account_id, 'no-token');

    const rows = (await text('journal', 'list')).trimEnd().split('\n');
    assert.match(rows[0] ?? '', /^NO +TIME +OPERATION +STATUS +OUTCOME +FAULT +USER AGENT$/);
    assert.match(rows[2] ?? '', /^2 +\S+Z +ListUsers \(walk 1, page 1\) +200 +succeeded +node$/);
    assert.match(rows[3] ?? '', /^3 .* 401 +refused: invalid_token +node$/);
    const refusedOnes = JSON.parse(await text('journal', 'list', '--outcome', 'refused', '--output', 'json'));
    assert.deepEqual(
      refusedOnes.map(({ sequence }: { sequence: number }) => sequence),
      [3],
    );
    const csv = await text('journal', 'list', '--operation', 'ListUsers', '--status', '200', '--output', 'csv');
    assert.match(csv, /^sequence,time,operation,status,outcome,fault,user_agent\n2,.*\n$/);
    assert.equal((await text('journal', 'list', '--after', '2', '--output', 'ndjson')).trimEnd().split('\n').length, 1);

    assert.equal((await text('journal', 'wait', '--operation', 'ListUsers', '--count', '2')).split('\n').length, 4);
    await refused(
      ['journal', 'wait', '--operation', 'SuspendUser', '--within', '0.01'],
      1,
      /The time is over\. Expected at least 1 request of SuspendUser/,
    );
    await refused(['journal', 'wait', '--within', '2m'], 2, /--within: .*a minute at the most/);
    assert.equal(await text('journal', 'assert', '--operation', 'ListUsers', '--exactly', '2'), '');
    assert.equal(await text('journal', 'assert', '--operation', 'SuspendUser', '--exactly', '0'), '');
    await refused(['journal', 'assert', '--operation', 'ListUsers', '--at-most', '1'], 1, /ListUsers/);
    await refused(['journal', 'list', '--operation', 'ListUser'], 1, /did you mean ListUsers\?/);
    await refused(['journal', 'list', '--outcome', 'fine'], 2, /one of succeeded, refused, failed, no_answer/);
    assert.match((await run('journal', 'list', '--json')).stderr, /Use --output json/);

    assert.equal(await text('journal', 'clear'), '');
    assert.equal(await text('journal', 'list'), '');
  });

  it('shows hostile text harmlessly, and ends quietly where nobody reads on', async (context) => {
    const { line, text } = await startScene(context);
    const hostile = Buffer.concat([
      Buffer.from('GET /v1/nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\nUser-Agent: '),
      Buffer.from([0xc2, 0x9b, 0x33, 0x31, 0x6d, 0x9b, 0x32, 0x4a]), // CSI of C1, as UTF-8 and as Latin-1
      Buffer.from('\t\u202Edesrever\r\n\r\n'),
    ]);
    await sendRaw(line, hostile);
    for (const format of ['table', 'csv', 'json']) {
      const shown = await text('journal', 'list', '--output', format);
      assert.match(shown, /Unmatched/);
      if (format === 'table') assert.doesNotMatch(shown.replaceAll('\n', ''), /[\p{Cc}\u202e]/u);
    }

    const child = spawn(process.execPath, [BIN, 'sandbox', 'journal', 'list'], {
      env: cleanEnvironment({ ROLLCALL_CONTROL_URL: line.control_url }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part) => (said += part));
    const [code] = await once(child, 'close');
    assert.deepEqual([code, said], [0, '']);
  });
});
