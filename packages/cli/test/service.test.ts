import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect, createServer } from 'node:net';
import { dirname, isAbsolute, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { listUsers, tokenOf } from './support/call.ts';
import { rollcall, startRollcall, startService, temporaryFolder } from './support/rollcall.ts';

const SERVE_KEYS = ['base_url', 'console_url', 'ca_file', 'region', 'telemetry_url', 'data_dir'];
const SANDBOX_KEYS = [
  ...['base_url', 'ca_file', 'region', 'telemetry_url', 'account_id', 'client_id', 'client_secret'],
  ...['control_url', 'regions'],
];

describe('serve --json', () => {
  it('says in one line on stdout where it is, over TLS with a CA of its own', async (context) => {
    const folder = await temporaryFolder(context);
    const { line, output } = await startService(context, ['serve', '--data-dir', join(folder, 'data')]);
    assert.deepEqual(Object.keys(line), SERVE_KEYS);
    assert.equal(output().stdout.split('\n').length, 2);
    assert.match(line.base_url, /^https:\/\/localhost:\d+$/);
    assert.equal(line.data_dir, join(folder, 'data'));
    assert.ok(line.ca_file !== undefined && isAbsolute(line.ca_file));
    const ca = await readFile(line.ca_file, 'utf8');
    const url = `${line.base_url}/.well-known/oauth-authorization-server`;
    const status = await new Promise((resolve, reject) => {
      request(url, { ca }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    assert.equal(status, 200);
    assert.equal((await fetch(`${line.telemetry_url}/healthz`)).status, 200);
  });

  it('leaves ca_file out under --http', async (context) => {
    const folder = await temporaryFolder(context);
    const { line } = await startService(context, ['serve', '--http', '--data-dir', folder]);
    assert.deepEqual(Object.keys(line), ['base_url', 'console_url', 'region', 'telemetry_url', 'data_dir']);
    assert.equal(line.console_url, `${line.base_url}/console/`);
    assert.match(line.base_url, /^http:\/\/localhost:\d+$/);
  });

  it('has the management API and the console, unless they are switched off', async (context) => {
    for (const [flags, expected] of [
      [[], 204],
      [['--without-console'], 404],
    ] as const) {
      const folder = await temporaryFolder(context);
      const { line } = await startService(context, ['serve', '--http', '--data-dir', folder, ...flags]);
      assert.equal((await fetch(`${line.base_url}/admin/v1/session`)).status, expected);
      if (expected === 404) assert.equal((await fetch(`${line.base_url}/console/`)).status, 404);
    }
  });
});

describe('sandbox --json', () => {
  it('gives working credentials, the same at every start', async (context) => {
    const first = await startService(context, ['sandbox', '--http']);
    const second = await startService(context, ['sandbox', '--http']);
    const { account_id: accountId = '', client_id: clientId = '', client_secret: secret = '' } = first.line;
    assert.deepEqual(
      [accountId, clientId, secret],
      SANDBOX_KEYS.slice(4, 7).map((key) => Reflect.get(second.line, key)),
    );
    const token = await tokenOf(first.line, { clientId, secret });
    assert.equal((await listUsers(first.line, accountId, token)).status, 200);
  });

  it('keeps its CA in a temporary folder that goes with it', async (context) => {
    const { line, stop } = await startService(context, ['sandbox']);
    assert.deepEqual(Object.keys(line), SANDBOX_KEYS);
    const folder = dirname(line.ca_file ?? '');
    assert.ok(existsSync(folder));
    assert.equal(await stop(), 0);
    assert.ok(!existsSync(folder));
  });

  it('makes what a seed leaves out, the same at every start', async (context) => {
    const folder = await temporaryFolder(context);
    const seed = join(folder, 'people.csv');
    await writeFile(seed, 'email,display_name,role,state\nada@example.com,Ada,owner,ACTIVE\n');
    const pages = [];
    for (let start = 0; start < 2; start++) {
      const { line, stop } = await startService(context, ['sandbox', '--http', '--seed', seed]);
      const { account_id: accountId = '', client_id: clientId = '', client_secret: secret = '' } = line;
      const response = await listUsers(line, accountId, await tokenOf(line, { clientId, secret }));
      pages.push([accountId, clientId, secret, await response.text()]);
      await stop();
    }
    assert.deepEqual(pages[0], pages[1]);
    assert.match(pages[0]?.[3] ?? '', /ada@example\.com/);
  });

  it('refuses a seed with line and field', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(
      join(folder, 'people.csv'),
      'email,display_name,role\nada@example.com,Ada,owner\nnobody,No,member\n',
    );
    const { code, stderr } = await rollcall(['sandbox', '--json', '--port', '0', '--seed', 'people.csv'], {
      cwd: folder,
    });
    assert.match(stderr, /^rollcall: .*people\.csv: line 3, field email: [^\n]+\n$/);
    assert.equal(code, 1);
  });
});

describe('stopping', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`${signal} ends serve with exit code 0`, async (context) => {
      const folder = await temporaryFolder(context);
      const { stop, output } = await startService(context, ['serve', '--http', '--data-dir', folder]);
      assert.equal(await stop(signal), 0);
      assert.equal(output().stdout.split('\n').length, 2);
      assert.deepEqual(
        (await readdir(folder)).filter((name) => name.endsWith('-wal')),
        [],
      );
    });
  }
});

describe('a second signal', () => {
  it('ends the process at once, whatever still runs', async (context) => {
    const { line, child } = await startService(context, ['sandbox', '--http']);
    const { port } = new URL(line.base_url);
    const socket = connect(Number(port), 'localhost');
    context.after(() => socket.destroy());
    socket.on('error', () => {});
    const type = 'Content-Type: application/x-www-form-urlencoded';
    // A request whose body never arrives keeps the server from stopping by itself.
    socket.write(
      `POST /v1/oauth/token HTTP/1.1\r\nHost: x\r\n${type}\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n`,
    );
    await once(socket, 'data');
    const exited = once(child, 'close');
    // The first is a wish, and so is one right after it; the next one is an order.
    const again = setInterval(() => child.kill('SIGTERM'), 100);
    context.after(() => clearInterval(again));
    assert.deepEqual(await exited, [143, null]);
  });
});

/** Listens on a free port until the test ends. */
async function takePort(context: TestContext): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  context.after(() => taken.close());
  const address = taken.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A server on the port before one that is taken. The one before can belong to anybody: then it is tried elsewhere. */
async function startBesideTakenPort(context: TestContext, args: readonly string[], tries = 10) {
  const port = await takePort(context);
  try {
    const beside = await startRollcall(context, [...args, '--port', String(port - 1)], (text) => text.includes('\n'));
    return { beside, port };
  } catch (error) {
    if (tries === 1 || !String(error).includes(`Port ${port - 1} `)) throw error;
    return startBesideTakenPort(context, args, tries - 1);
  }
}

describe('a place that is taken', () => {
  it('refuses a second server on the same folder', async (context) => {
    const folder = await temporaryFolder(context);
    await startService(context, ['serve', '--http', '--data-dir', folder]);
    const { code, stdout, stderr } = await rollcall(['serve', '--http', '--port', '0', '--data-dir', folder]);
    assert.match(stderr, /^rollcall: The data folder .* is in use by another Rollcall server/);
    assert.equal(stderr.split('\n').length, 2);
    assert.equal(stdout, '');
    assert.equal(code, 1);
  });

  it('refuses a port that is in use, and names the way out', async (context) => {
    const folder = await temporaryFolder(context);
    const { line } = await startService(context, ['sandbox', '--http']);
    const port = new URL(line.base_url).port;
    const { code, stderr } = await rollcall(['serve', '--http', '--port', port, '--data-dir', folder]);
    assert.match(
      stderr,
      new RegExp(`^rollcall: Port ${port} on localhost is in use\\. .* --port \\(0 takes a free one\\)`),
    );
    assert.equal(code, 1);
  });

  it('moves telemetry where nobody asked for its port', async (context) => {
    const folder = await temporaryFolder(context);
    const { beside, port } = await startBesideTakenPort(context, ['serve', '--http', '--json', '--data-dir', folder]);
    assert.notEqual(JSON.parse(beside.output().stdout).telemetry_url, `http://127.0.0.1:${port}`);
    assert.match(beside.output().stderr, new RegExp(`Port ${port} is in use: health and metrics are at http://127`));
  });

  it('refuses a telemetry port that was asked for and is in use', async (context) => {
    const folder = await temporaryFolder(context);
    const port = await takePort(context);
    const asked = ['serve', '--http', '--port', '0', '--telemetry-port', String(port), '--data-dir', folder];
    const { code, stderr } = await rollcall(asked);
    assert.match(stderr, new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use\\. .*--telemetry-port`));
    assert.equal(code, 1);
  });
});

describe('the local CA', () => {
  it('outlives a start with a mistyped host', async (context) => {
    const folder = await temporaryFolder(context);
    const { line, stop } = await startService(context, ['serve', '--data-dir', folder]);
    await stop();
    const before = await readFile(line.ca_file ?? '', 'utf8');
    // An address for documentation (RFC 5737): no machine has it.
    const { code, stderr } = await rollcall(['serve', '--host', '192.0.2.1', '--port', '0', '--data-dir', folder]);
    assert.match(stderr, /^rollcall: "192\.0\.2\.1" is no address of this machine\. Give another --host: [^\n]+\n$/);
    assert.equal(code, 1);
    assert.equal(await readFile(line.ca_file ?? '', 'utf8'), before);
  });
});

describe('certificates of your own', () => {
  it('are refused where they cannot be read', async (context) => {
    const folder = await temporaryFolder(context);
    const { code, stderr } = await rollcall(
      ['serve', '--port', '0', '--tls-cert', 'no.pem', '--tls-key', 'no.key', '--data-dir', 'data'],
      { cwd: folder },
    );
    assert.match(stderr, /^rollcall: [^\n]*no\.(pem|key)[^\n]*\n$/);
    assert.equal(code, 1);
  });

  it('are served', async (context) => {
    const folder = await temporaryFolder(context);
    const first = await startService(context, ['serve', '--data-dir', join(folder, 'first')]);
    await first.stop();
    // A pair as good as any: server.pem holds certificate and key.
    const pair = join(folder, 'first', 'tls', 'server.pem');
    const own = ['--tls-cert', pair, '--tls-key', pair, '--data-dir', join(folder, 'second')];
    const { line } = await startService(context, ['serve', ...own]);
    assert.equal(line.ca_file, undefined);
    assert.ok(!existsSync(join(folder, 'second', 'tls')));
    const ca = await readFile(first.line.ca_file ?? '');
    const call = request(`${line.base_url}/.well-known/oauth-authorization-server`, { ca }).end();
    const [response] = await once(call, 'response');
    assert.equal(response.statusCode, 200);
    response.destroy();
  });
});
