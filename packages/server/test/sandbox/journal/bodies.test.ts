import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { type Account, startFaultScene } from '../faults/fault-scene.ts';

/** Sends these one after the other on one connection, each when the one before was answered. @returns the statuses */
async function inTurn(baseUrl: string, requests: readonly string[]): Promise<number[]> {
  const socket = connect(Number(new URL(baseUrl).port), '127.0.0.1').setEncoding('utf8');
  const statuses: number[] = [];
  try {
    for (const request of requests) {
      socket.write(request);
      let answer = '';
      for await (const part of socket.iterator({ destroyOnReturn: false })) {
        answer += part;
        if (isWhole(answer)) break;
      }
      statuses.push(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]));
    }
    return statuses;
  } finally {
    socket.destroy();
  }
}

function isWhole(answer: string): boolean {
  const [head = '', body] = answer.split('\r\n\r\n', 2);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
  return body !== undefined && Buffer.byteLength(body) >= length;
}

function post(path: string, body: string, headers = ''): string {
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;
}

async function bodies(account: Account): Promise<(string | undefined)[]> {
  const { entries } = (await account.control('GET', '/journal')).json;
  return entries.map((entry: { request_body?: string }) => entry.request_body);
}

test('bodies are shown whoever reads them, up to a KiB; what is too long holds nobody up', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  const { base_url, account_id } = account.description;
  const at = `/v1/accounts/${account_id}`;
  const chunked = `POST ${at}/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const statuses = await inTurn(base_url, [
    post(`${at}/nowhere`, 'a body'),
    post(`${at}/users/X:suspend`, '{"token":"x"}'),
    post(`${at}/nowhere`, 'é'.repeat(2000)),
    post(`${at}/nowhere`, 'x'.repeat(100_000)),
    `${chunked}${'4000\r\n'.concat('y'.repeat(0x4000), '\r\n').repeat(8)}0\r\n\r\n`,
    post(`${at}/users/X:suspend`, 'x'.repeat(100_000), 'Authorization: Bearer junk\r\n'),
    post(`${at}/nowhere`, 'the last'),
  ]);
  assert.deepEqual(statuses, [404, 401, 404, 404, 404, 401, 404]);
  assert.deepEqual(await bodies(account), [
    'a body',
    '{"token":"[masked]"}',
    'é'.repeat(512),
    undefined,
    undefined,
    undefined,
    'the last',
  ]);
});

test('the body of a call that a fault met is shown like that of any other', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  await account.set({ kind: 'answer', status: 503, operation: 'IssueToken' });
  await account.issueToken();
  await account.issueToken();
  const form = 'grant_type=client_credentials';
  assert.deepEqual(await bodies(account), [form, form]);
  const [first, second] = (await account.control('GET', '/journal')).json.entries;
  const { client_id } = account.description;
  assert.deepEqual([first.client_id, first.claimed_client_id], [undefined, client_id]);
  assert.deepEqual([second.client_id, second.claimed_client_id], [client_id, undefined]);
  const both = await account.control('GET', `/journal?client_id=${client_id}`);
  assert.equal(both.json.total, 2);
});
