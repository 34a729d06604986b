import assert from 'node:assert/strict';
import { existsSync, openSync } from 'node:fs';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createClient } from '@rollcall/client';
import { type Sandbox, startSandbox } from '@rollcall/client/testing';
import { Pseudonyms } from '../../src/record/pseudonyms.ts';
import { readRecording } from '../../src/record/recording.ts';
import { RecordingFile } from '../../src/record/recording-file.ts';
import { redactTarget } from '../../src/record/redact.ts';
import { rollcall, startRollcall, temporaryFolder } from '../support/rollcall.ts';

interface Place {
  readonly base_url: string;
  readonly account_id: string;
}

/** Starts the command and reads the line of JSON it prints. */
async function start(context: TestContext, args: readonly string[]) {
  const running = await startRollcall(context, [...args, '--http', '--port', '0', '--json'], (stdout) =>
    stdout.includes('\n'),
  );
  const [line = ''] = running.output().stdout.split('\n');
  return { ...running, place: JSON.parse(line) as Place };
}

/** Lists everybody in pages of 20, and suspends one. */
async function act(baseUrl: string, sandbox: Sandbox, accountId: string, { pageSize = 20, userId = '' } = {}) {
  const client = createClient({ ...sandbox.options, baseUrl, accountId, retry: false });
  const people = await Array.fromAsync(client.users.list({ pageSize }));
  const person = userId === '' ? people.find(({ email }) => email !== '') : people.find(({ id }) => id === userId);
  assert.ok(person);
  return { people, state: (await client.users.get(person.id)).state };
}

async function record(context: TestContext, sandbox: Sandbox): Promise<string> {
  const file = join(await temporaryFolder(context), 'session.ndjson');
  const { place, stop } = await start(context, ['sandbox', 'record', '--upstream', sandbox.baseUrl, '--output', file]);
  const { people } = await act(place.base_url, sandbox, sandbox.accountId);
  assert.equal(people.length, 60);
  assert.equal(await stop(), 0);
  return file;
}

describe('sandbox record', () => {
  it('writes what passes, and nothing that tells who it was about or opens a door', async (context) => {
    await using sandbox = await startSandbox();
    const file = await record(context, sandbox);
    const text = await readFile(file, 'utf8');
    assert.deepEqual(
      text
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => JSON.parse(line).request.method),
      ['POST', 'GET', 'GET', 'GET', 'GET'],
    );
    const real = [sandbox.accountId, sandbox.clientId, sandbox.clientSecret, 'Fernhill', 'rct_', 'Basic NW'];
    for await (const person of createClient(sandbox.options).users.list()) {
      real.push(person.id, person.email);
      // One letter stands in a token by chance.
      if (person.display_name.length > 3) real.push(person.display_name);
    }
    for (const secret of real) assert.ok(!text.includes(secret), secret);
  });

  it('refuses a file that is there, and a server over plain http elsewhere', async (context) => {
    const file = join(await temporaryFolder(context), 'there');
    await writeFile(file, 'mine');
    const taken = await rollcall(['sandbox', 'record', '--upstream', 'http://localhost:1', '--output', file]);
    assert.match(taken.stderr, /^rollcall: .* is there already\. Give another --output, or remove it first\.\n$/);
    assert.equal(taken.code, 1);
    assert.equal(await readFile(file, 'utf8'), 'mine');
    const open = await rollcall([
      'sandbox',
      'record',
      '--upstream',
      'http://users.example.com',
      '--output',
      `${file}2`,
    ]);
    assert.match(open.stderr, /must begin with https/);
  });

  it('gives ids and addresses other names in paths, too', () => {
    const as = new Pseudonyms();
    const users = '/v1/accounts/AAAAAAAAAAAAAAAAAAAAAAAAAA/users';
    const target = redactTarget(`${users}/ada%40example.org:suspend`, as);
    assert.equal(target, `/v1/accounts/${as.id('A'.repeat(26))}/users/person-1%40example.com:suspend`);
    assert.equal(redactTarget(`${users}/ada@example.org`, as), target.replace(':suspend', ''));
    assert.equal(redactTarget('/v1/%zz/a%20b%3Asuspend?x=y', as), '/v1/%zz/a%20b%3Asuspend?x=%28redacted%29');
  });

  it('leaves no file where it could not begin', async (context) => {
    await using sandbox = await startSandbox();
    const file = join(await temporaryFolder(context), 'session.ndjson');
    const taken = ['--http', '--host', 'localhost', '--port', new URL(sandbox.baseUrl).port];
    const { stderr } = await rollcall(['sandbox', 'record', '--upstream', sandbox.baseUrl, '--output', file, ...taken]);
    assert.match(stderr, /^rollcall: Port \d+ on localhost cannot be opened \(EADDRINUSE\)/);
    await assert.rejects(access(file));
  });

  it('says once that the disk is full, and ends with an error', { skip: !existsSync('/dev/full') }, (context) => {
    const told = context.mock.method(process.stderr, 'write', () => true);
    const file = new RecordingFile('session.ndjson', openSync('/dev/full', 'w'));
    file.append({ first: 1 });
    file.append({ second: 2 });
    assert.throws(() => file.close(), {
      message: 'session.ndjson could not be written (ENOSPC), and is not whole. Make room there, and record again.',
    });
    assert.equal(file.lines, 0);
    const said = 'rollcall: session.ndjson cannot be written (ENOSPC): from here on nothing is recorded.\n';
    assert.deepEqual(
      told.mock.calls.map(({ arguments: [text] }) => text),
      [said],
    );
  });

  it('answers 502 where the server cannot be reached, and records that', async (context) => {
    const file = join(await temporaryFolder(context), 'session.ndjson');
    const { place } = await start(context, ['sandbox', 'record', '--upstream', 'http://localhost:1', '--output', file]);
    assert.equal((await fetch(`${place.base_url}/v1/accounts`)).status, 502);
    assert.match(await readFile(file, 'utf8'), /"status":502/);
  });
});

describe('sandbox replay', () => {
  it('answers a client that does the same, and ends by itself', async (context) => {
    await using sandbox = await startSandbox();
    const { place, exited, output } = await start(context, ['sandbox', 'replay', await record(context, sandbox)]);
    const { people } = await act(place.base_url, sandbox, place.account_id);
    assert.equal(people.length, 60);
    assert.equal(new Set(people.map(({ email }) => email)).size, 60);
    assert.equal(await exited, 0);
    assert.match(output().stdout, /5 of 5 requests came as recorded\.\n$/);
  });

  it('names the first difference', async (context) => {
    await using sandbox = await startSandbox();
    const { place, stop, output } = await start(context, ['sandbox', 'replay', await record(context, sandbox)]);
    await assert.rejects(act(place.base_url, sandbox, place.account_id, { pageSize: 30 }), {
      message: /Request 2 differs: max_page_size is 30, not 20/,
    });
    assert.equal(await stop(), 1);
    assert.match(
      output().stderr,
      /^rollcall: 1 of 5 requests came as recorded\. Request 2 differs: max_page_size is 30/,
    );
  });

  it('passes over half a line at the end, and refuses what is no recording', async (context) => {
    await using sandbox = await startSandbox();
    const file = await record(context, sandbox);
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, -40));
    const { place } = await start(context, ['sandbox', 'replay', file]);
    assert.equal((await fetch(`${place.base_url}/v1/nothing`)).status, 400);
    await writeFile(file, '{"some":"json"}\n');
    const { stderr, code } = await rollcall(['sandbox', 'replay', file]);
    assert.match(stderr, /is no recording of rollcall sandbox record\.\n$/);
    assert.equal(code, 1);
  });

  it('refuses a recording that cannot be answered from, with the line', async (context) => {
    const file = join(await temporaryFolder(context), 'session.ndjson');
    const head = { format: 'rollcall-recording', version: 1 };
    const request = { method: 'GET', target: '/', headers: {}, body: '' };
    const response = { status: 200, headers: {}, body: '' };
    for (const [first, exchange, refusal] of [
      [{ ...head, version: 99 }, undefined, /is of another version of Rollcall/],
      [head, undefined, /There are no requests in/],
      [head, { request, response: { ...response, status: 99_999 } }, /line 2: this is no exchange/],
      [head, { request, response: { ...response, headers: { a: 'b\r\nc: d' } } }, /line 2: this is no exchange/],
      [head, { request: { ...request, headers: undefined }, response }, /line 2: this is no exchange/],
      [head, { request, response: { ...response, body: { some: 'json' } } }, /line 2: this is no exchange/],
    ] as const) {
      await writeFile(file, `${JSON.stringify(first)}\n${exchange ? `${JSON.stringify(exchange)}\n` : ''}`);
      await assert.rejects(readRecording(file), refusal);
    }
  });
});
