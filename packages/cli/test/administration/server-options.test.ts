import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { ADMIN_PERMISSIONS } from '@rollcall/contract/admin';
import { Administration as Server } from '../../../server/test/admin/administration.ts';
import { rollcall, rollcallJson, temporaryFolder } from '../support/rollcall.ts';

const NOBODY = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WRONG_KEY = `rca_${'x'.repeat(49)}`;

/** Something that listens and is no Rollcall. */
async function listen(context: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  context.after(() => server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
}

/** Where something listened, and does no longer. */
async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on TCP
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

describe('--server', () => {
  let server: Server;
  let at: readonly string[];
  let key: string;
  before(async () => {
    server = await Server.start();
    at = ['--server', server.service.app.listenerUrl];
    key = (await server.key(undefined, ADMIN_PERMISSIONS)).text;
  });
  after(() => server[Symbol.asyncDispose]());

  it('administers a running server, with a key from the environment or a file', async (context) => {
    const env = { ROLLCALL_ADMIN_KEY: key };
    const account = await rollcallJson(['account', 'create', '--name', 'Acme', ...at], { env });
    const file = join(await temporaryFolder(context), 'key');
    await writeFile(file, `${key}\n`);
    const wanted = ['--name', 'Review', '--scope', 'get_user', '--redirect-url', 'https://partner.example.com/'];
    const create = ['application', 'create', '--account', account.id, ...wanted, ...at, '--admin-key-file', file];
    // The file is named on the command line: it counts before what the environment holds.
    const { code, stdout } = await rollcall(create, { env: { ROLLCALL_ADMIN_KEY: WRONG_KEY } });
    assert.equal(code, 0);
    const clientSecret = /rcs_\S+/.exec(stdout)?.[0] ?? '';
    const clientId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(stdout)?.[0] ?? '';
    assert.match(await server.service.token({ accountId: account.id, clientId, clientSecret }), /^rct_/);
    const { entries } = await rollcallJson(['audit', 'list', '--subject', clientId, ...at], { env });
    const created = entries.find(({ action }: { action: string }) => action === 'application.created');
    assert.equal(created.actor.kind, 'admin_key');
    assert.match(created.actor.user_agent, /^rollcall-cli\//);
  });

  it('takes one place, and an admin key', async () => {
    const env = { ROLLCALL_ADMIN_KEY: key };
    const both = await rollcall(['account', 'list', ...at, '--data-dir', 'here'], { env });
    assert.match(both.stderr, /^rollcall: --data-dir and --server exclude each other: the data is in one place\.\n$/);
    assert.equal(both.code, 2);
    const none = await rollcall(['account', 'list', ...at]);
    assert.match(none.stderr, /^rollcall: --server takes an admin key: set ROLLCALL_ADMIN_KEY/);
    assert.equal(none.code, 2);
    const plain = await rollcall(['account', 'list', '--server', 'http://users.example.com'], { env });
    assert.match(plain.stderr, /--server must begin with https/);
    assert.equal(plain.code, 2);
  });

  it('says what is wrong with the key, and never the key', async (context) => {
    const file = join(await temporaryFolder(context), 'key');
    await writeFile(file, 'rcs_something-else\n');
    const some = (await server.key(await server.service.account(), ['applications.read'])).text;
    const cases: readonly (readonly [readonly string[], Record<string, string>, RegExp])[] = [
      [['account', 'list', ...at], { ROLLCALL_ADMIN_KEY: WRONG_KEY }, /The admin key is not known there/],
      [['account', 'list', ...at], { ROLLCALL_ADMIN_KEY: some }, /lacks the permission accounts\.read/],
      [['account', 'show', NOBODY, ...at], { ROLLCALL_ADMIN_KEY: some }, /There is no account A/],
      [['account', 'list', ...at, '--admin-key-file', file], {}, /The first line of \S+ must be an admin key/],
      [['account', 'list', ...at, '--admin-key-file', `${file}-gone`], {}, /cannot be read \(ENOENT\)/],
    ];
    for (const [args, env, message] of cases) {
      const { code, stdout, stderr } = await rollcall(args, { env });
      assert.match(stderr, message);
      assert.match(stderr, /^rollcall: [^\n]+\n$/);
      assert.ok(!stderr.includes('rca_x') && !stderr.includes(some) && !stderr.includes('something-else'));
      assert.deepEqual([code, stdout], [1, '']);
    }
  });

  it('says where nothing listens, and what is no Rollcall', async (context) => {
    const env = { ROLLCALL_ADMIN_KEY: key };
    const nobody = await rollcall(['account', 'list', '--server', await closedPort()], { env });
    assert.match(nobody.stderr, /^rollcall: No answer from 127\.0\.0\.1:\d+\. Nothing listens there: check --server/);
    let asked = 0;
    const elsewhere = await listen(context, (_, response) => {
      asked += 1;
      response.end('hello');
    });
    const odd: readonly RequestListener[] = [
      (_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>'),
      (_, response) => response.writeHead(302, { location: elsewhere }).end(),
      (_, response) => response.writeHead(500).end('{"message":7,"details":"no"}'),
      (_, response) => response.writeHead(403).end('{"details":[null,{"@type":"x.LocalizedMessage"}]}'),
      (_, response) => response.end('hello'),
    ];
    for (const answer of odd) {
      const url = await listen(context, answer);
      const { stderr, code } = await rollcall(['account', 'list', '--server', `${url}/prefix/`], { env });
      assert.match(stderr, /^rollcall: There is no management API at http:\S+\/prefix \(status \d+\)[^\n]+\n$/);
      assert.equal(code, 1);
    }
    assert.equal(asked, 0, 'the key goes nowhere else');
  });

  it('waits for the limits of the server, and repeats', async (context) => {
    let asked = 0;
    const url = await listen(context, (_, response) => {
      asked += 1;
      if (asked === 2) return response.end('{"accounts":[]}');
      const sentence = 'You have used up your requests.';
      const details = [{ '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', message: sentence }];
      response.writeHead(429, { 'retry-after': '1' }).end(JSON.stringify({ message: 'rate_limit_exceeded', details }));
    });
    const env = { ROLLCALL_ADMIN_KEY: key };
    const { code, stderr } = await rollcall(['account', 'list', '--server', url], { env });
    assert.match(stderr, /^rollcall: You have used up your requests\. Waiting 1 s\.\n$/);
    assert.deepEqual([code, asked], [0, 2]);
  });
});
