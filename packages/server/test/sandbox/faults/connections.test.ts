import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { RawConnection } from '../../http/raw-exchange.ts';
import { basic } from '../../service/service.ts';
import { type Account, startFaultScene } from './fault-scene.ts';
import { journalOf, until, untilMet } from './journal-of.ts';

const scene = await startFaultScene({ after });
let account: Account;
let token: string;

async function fresh(): Promise<void> {
  account = await scene.account();
  token = await account.token();
}

/** Sends a request on a plain connection. */
async function open(method: string, path: string): Promise<RawConnection> {
  const connection = await RawConnection.open(account.description.base_url);
  const { pathname } = new URL(account.url(path));
  connection.write(`${method} ${pathname} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  return connection;
}

/** The error a connection ended with; undefined where it was closed in good order. */
function endOf({ socket }: RawConnection): Promise<string | undefined> {
  return new Promise((resolve) => {
    let code: string | undefined;
    socket.on('error', (error: NodeJS.ErrnoException) => {
      code = error.code;
    });
    socket.on('close', () => resolve(code));
  });
}

describe('reset_connection', () => {
  it('before the work: nothing is done', async () => {
    await fresh();
    const id = await account.member(token);
    await account.set({ kind: 'reset_connection', operation: 'SuspendUser' });
    const connection = await open('POST', `/${id}:suspend`);
    assert.equal(await endOf(connection), 'ECONNRESET');
    assert.equal(connection.received.length, 0);
    assert.equal((await account.call(token, `/${id}`)).json.state, 'ACTIVE');
    assert.equal((await journalOf(account, 'SuspendUser'))[0]?.outcome, 'no_answer');
  });

  it('after the work: it is done, and nobody was told', async () => {
    await fresh();
    const id = await account.member(token);
    await account.set({ kind: 'reset_connection', operation: 'SuspendUser', when: 'after' });
    const connection = await open('POST', `/${id}:suspend`);
    assert.equal(await endOf(connection), 'ECONNRESET');
    assert.equal(connection.received.length, 0);
    assert.equal((await account.call(token, `/${id}`)).json.state, 'SUSPENDED');
    assert.equal((await journalOf(account, 'SuspendUser'))[0]?.outcome, 'no_answer');
  });

  it('over TLS, too', async (context) => {
    const secure = await startFaultScene(context, { tls: true });
    const { sandbox } = secure;
    const path = `/accounts/${sandbox.accountId}/faults`;
    await secure.control('POST', path, { kind: 'reset_connection', operation: 'IssueToken' });
    const { hostname, port } = new URL(sandbox.baseUrl);
    const socket = connectTls({ host: hostname, port: Number(port), servername: 'localhost', ca: sandbox.ca });
    const ended = new Promise<string | undefined>((resolve) => {
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      socket.on('end', () => resolve(undefined));
    });
    const type = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 29';
    const head = `POST /v1/oauth/token HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${basic(sandbox)}\r\n${type}\r\n\r\n`;
    socket.write(`${head}grant_type=client_credentials`);
    assert.equal(await ended, 'ECONNRESET');
  });
});

describe('hang', () => {
  it('answers nothing until the client gives up, and does nothing', async () => {
    await fresh();
    const id = await account.member(token);
    await account.set({ kind: 'hang', operation: 'SuspendUser' });
    const gone = new AbortController();
    const call = account.call(token, `/${id}:suspend`, { method: 'POST', signal: gone.signal });
    await untilMet(account, [[1, 1]]);
    gone.abort();
    await assert.rejects(call, { name: 'AbortError' });
    assert.equal((await account.call(token, `/${id}`)).json.state, 'ACTIVE');
  });

  it('is let go by a reset, by the end of its account and by the end of the sandbox', async (context) => {
    const own = await startFaultScene(context);
    const hangs = async (hung: Account) => {
      await hung.set({ kind: 'hang', operation: 'ListUsers', last_call: null });
      const call = assert.rejects(hung.call(await hung.token(), ''), TypeError);
      await untilMet(hung, [[1, 1]]);
      return { call };
    };
    const [one, two, three] = [await own.account(), await own.account(), await own.account()];
    const calls = [await hangs(one), await hangs(two), await hangs(three)];
    await one.control('POST', ':reset');
    await calls[0]?.call;
    assert.deepEqual(await one.counts(), []);
    await own.control('DELETE', `/accounts/${two.description.account_id}`);
    await calls[1]?.call;
    await own.sandbox.close();
    await calls[2]?.call;
  });
});

describe('delay', () => {
  it('carries the call out when it is over', async () => {
    await fresh();
    await account.set({ kind: 'delay', operation: 'ListUsers', delay_ms: 1 });
    assert.equal((await account.call(token, '')).status, 200);
    assert.deepEqual(await account.counts(), [[1, 1]]);
  });

  it('ends at once with the client, whose call is carried out all the same', async () => {
    await fresh();
    const id = await account.member(token);
    await account.set({ kind: 'delay', operation: 'SuspendUser', delay_ms: 120_000 });
    const gone = new AbortController();
    const call = account.call(token, `/${id}:suspend`, { method: 'POST', signal: gone.signal });
    await untilMet(account, [[1, 1]]);
    gone.abort();
    await assert.rejects(call, { name: 'AbortError' });
    await until(async () => (await account.call(token, `/${id}`)).json.state === 'SUSPENDED');
  });

  it('ends at once with the sandbox, in good order', async (context) => {
    const own = await startFaultScene(context);
    const held = await own.account();
    const ours = await held.token();
    await held.set({ kind: 'delay', operation: 'ListUsers', delay_ms: 120_000 });
    const call = held.call(ours, '');
    await untilMet(held, [[1, 1]]);
    await own.sandbox.close();
    assert.equal((await call).status, 200);
  });
});

describe('slow_body', () => {
  it('sends the headers at once, and the body whole in the end', async () => {
    await fresh();
    const whole = (await account.call(token, '')).text;
    await account.set({ kind: 'slow_body', operation: 'ListUsers', duration_ms: 120_000 });
    const answer = await fetch(account.url(''), { headers: { authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200); // two minutes before the last byte
    assert.equal(answer.headers.get('content-length'), String(Buffer.byteLength(whole)));
    await answer.body?.cancel();
    await account.control('DELETE', '/faults');
    await account.set({ kind: 'slow_body', operation: 'ListUsers', duration_ms: 20 });
    assert.equal((await account.call(token, '')).text, whole);
  });

  it('comes at once when the sandbox ends', async (context) => {
    const own = await startFaultScene(context);
    const held = await own.account();
    const ours = await held.token();
    await held.set({ kind: 'slow_body', operation: 'ListUsers', duration_ms: 120_000 });
    const answer = await fetch(held.url(''), { headers: { authorization: `Bearer ${ours}` } });
    await own.sandbox.close();
    assert.equal(JSON.parse(await answer.text()).results.length, 25);
  });
});

describe('cut_body', () => {
  it('promises the whole body and ends in the middle of it', async () => {
    await fresh();
    const { length } = Buffer.from((await account.call(token, '')).text);
    for (const [after_bytes, sent] of [
      [undefined, length >> 1],
      [0, 0],
      [7, 7],
      [1e9, length - 1],
    ] as const) {
      await account.set({
        kind: 'cut_body',
        operation: 'ListUsers',
        ...(after_bytes !== undefined && { after_bytes }),
      });
      const connection = await open('GET', '');
      const got = await connection.closed;
      const start = got.indexOf('\r\n\r\n') + 4;
      assert.match(got.toString('latin1', 0, start), new RegExp(`^HTTP/1.1 200 [^]*content-length: ${length}\r\n`));
      assert.equal(got.length - start, sent);
    }
  });
});

describe('broken_json', () => {
  it('is a whole answer that is no JSON', async () => {
    await fresh();
    await account.set({ kind: 'broken_json', operation: '*', last_call: 3 });
    const answers = [await account.issueToken(), await account.call(token, ''), await account.call('wrong', '/X')];
    for (const answer of answers) {
      assert.match(answer.headers.get('content-type') ?? '', /json/);
      assert.throws(() => JSON.parse(answer.text), SyntaxError);
    }
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 401],
    );
  });
});
