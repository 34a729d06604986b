import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import type { CreateFaultRequest, JournalEntry } from '@rollcall/contract/sandbox';
import { memoryLog } from '../../http/memory-log.ts';
import { RawConnection } from '../../http/raw-exchange.ts';
import { basic } from '../../service/service.ts';
import { startFaultScene } from './fault-scene.ts';
import { journalOf, until, untilEnded, untilMet } from './journal-of.ts';

const { lines, logger } = memoryLog();
const scene = await startFaultScene({ after }, { logger, listener: { telemetry: { host: '127.0.0.1', port: 0 } } });

it('every fault is in the journal for what the client got of it', async () => {
  const cases: readonly (readonly [object, JournalEntry['outcome'], number?, string?])[] = [
    [{ kind: 'answer', status: 503 }, 'failed', 503, 'unavailable'],
    [{ kind: 'answer', status: 418, reason: 'teapot' }, 'refused', 418, 'teapot'],
    [{ kind: 'rate_limit', retry_after_seconds: 3 }, 'refused', 429, 'rate_limit_exceeded'],
    [{ kind: 'html' }, 'failed', 502],
    [{ kind: 'html', status: 200 }, 'failed', 200],
    [{ kind: 'delay', delay_ms: 1 }, 'succeeded', 200],
    [{ kind: 'slow_body', duration_ms: 1 }, 'succeeded', 200],
    [{ kind: 'cut_body' }, 'failed', 200],
    [{ kind: 'broken_json' }, 'failed', 200],
    [{ kind: 'empty_page' }, 'succeeded', 200],
    [{ kind: 'reset_connection' }, 'no_answer'],
    [{ kind: 'reset_connection', when: 'after' }, 'no_answer'],
    [{ kind: 'advance_clock', seconds: 1 }, 'succeeded', 200],
    [{ kind: 'expired_token' }, 'refused', 401, 'invalid_token'],
  ];
  const account = await scene.account();
  const token = await account.token();
  for (const [fault] of cases) {
    const { id } = await account.set({ ...fault, operation: 'ListUsers' } as CreateFaultRequest); // `kind` is in it
    await account.call(token, '').catch(() => {});
    assert.deepEqual((await account.control('GET', `/faults/${id}`)).json.hits, 1);
  }
  const entries = await untilEnded(account, 'ListUsers', cases.length);
  for (const [index, [fault, outcome, status, reason]] of cases.entries()) {
    const entry = entries[index];
    assert.deepEqual(
      [entry?.fault, entry?.outcome, entry?.status, entry?.reason],
      [{ id: `f${index + 1}`, kind: (fault as CreateFaultRequest).kind }, outcome, status, reason],
    );
    assert.equal(entry?.token?.expired, 'kind' in fault && fault.kind === 'expired_token');
  }
  await account.call(token, '');
  assert.equal((await journalOf(account, 'ListUsers')).at(-1)?.token?.expired, true);
});

it('what a fault answers is counted and logged as any answer, and the log names the fault', async () => {
  const account = await scene.account();
  await account.set({ kind: 'answer', operation: 'IssueToken', status: 503 });
  lines.length = 0;
  await account.issueToken();
  const [failure, request] = lines.map((line) => JSON.parse(line));
  assert.equal(failure.err, 'the fault f1 of the sandbox');
  assert.deepEqual([request.operation, request.status], ['IssueToken', 503]);
  const metrics = await (await fetch(`${scene.sandbox.telemetryUrl}/metrics`)).text();
  assert.match(metrics, /operation="IssueToken",status="503"/);
});

it('a call that was delayed is carried out as any other, also where nobody waits for it any more', async () => {
  const account = await scene.account();
  await account.set({ kind: 'delay', operation: 'IssueToken', delay_ms: 120_000 });
  const { client_id: clientId, client_secret: clientSecret, base_url } = account.description;
  const connection = await RawConnection.open(base_url);
  const type = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 29';
  const authorization = `Authorization: ${basic({ clientId, clientSecret })}`;
  lines.length = 0;
  const head = `POST /v1/oauth/token HTTP/1.1\r\nHost: localhost\r\n${authorization}\r\n${type}\r\n\r\n`;
  connection.write(`${head}grant_type=client_credentials`);
  await untilMet(account, [[1, 1]]);
  connection.socket.resetAndDestroy();
  await untilEnded(account, 'IssueToken', 1);
  await until(async () => lines.length > 0);
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).status),
    [200],
  );
});
