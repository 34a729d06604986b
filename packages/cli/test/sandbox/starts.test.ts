import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { requestToken } from '../support/call.ts';
import { rollcall, startRollcall, temporaryFolder } from '../support/rollcall.ts';
import { assertRefused, startScene } from './sandbox-scene.ts';

/** Takes a free port, and gives it up when the test ends or before. */
async function takePort(context: TestContext, port = 0): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer().listen({ host: '127.0.0.1', port });
  context.after(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return { port: address.port, server };
}

/** A port that somebody holds, where the one before it was free a moment ago. */
async function portBeforeTaken(context: TestContext): Promise<number> {
  for (;;) {
    const { port } = await takePort(context);
    const before = await takePort(context, port - 1).catch(() => undefined);
    if (before === undefined) continue;
    before.server.close();
    await once(before.server, 'close');
    return port - 1;
  }
}

const sandbox = (...flags: string[]) => rollcall(['sandbox', '--http', ...flags]);

describe('rollcall sandbox with regions', () => {
  it('serves each with its own people on its own port, and by the name of its host on any', async (context) => {
    const { line, json, text, refused } = await startScene(context, ['--regions', 'com,ca,eu,lab']);
    assert.deepEqual(
      line.regions.map(({ name }) => name),
      ['com', 'ca', 'eu', 'lab'],
    );
    const urls = [...line.regions.map(({ base_url }) => base_url), line.telemetry_url, line.control_url];
    assert.equal(new Set(urls.map((url) => new URL(url).port)).size, 6, 'no port twice');
    assert.equal(line.regions[0]?.base_url, line.base_url);
    assert.deepEqual(
      line.regions.map(({ host_name }) => host_name === undefined),
      [false, false, false, true],
    );

    const { accounts } = await json('account', 'list');
    const [com, , eu] = accounts;
    assert.deepEqual(
      accounts.map(({ region }: { region: string }) => region),
      ['com', 'ca', 'eu', 'lab'],
    );
    assert.equal(new Set(accounts.map(({ account_id }: { account_id: string }) => account_id)).size, 4);
    const euCredentials = { clientId: eu.client_id, secret: eu.client_secret };
    assert.equal((await requestToken({ ...line, base_url: eu.base_url }, euCredentials)).status, 200);
    assert.equal((await requestToken(line, euCredentials)).status, 401, 'an application of another region');
    const { status } = await requestAs(line.base_url, line.regions[2]?.host_name ?? '', euCredentials);
    assert.equal(status, 200, 'the host says which region is meant');

    const [first] = JSON.parse(await text('people', 'list', '--output', 'json'));
    await text('people', 'remove', first.id);
    const inEu = JSON.parse(await text('people', 'list', '--account', eu.account_id, '--output', 'json'));
    assert.equal(inEu.length, 60, 'people of its own');
    const made = await json('account', 'create', '--region', 'ca');
    assert.deepEqual([made.region, made.base_url], ['ca', line.regions[1]?.base_url]);
    assert.equal(com.account_id, line.account_id);
    await refused(['account', 'create', '--region', 'us'], 1, /region must be one of com, ca, eu, lab/);
  });

  it('takes ports in a row, tells people of them, and names the one that cannot be had', async (context) => {
    const before = await portBeforeTaken(context);
    assertRefused(
      await sandbox('--regions', 'com,eu', '--port', String(before), '--control-port', '0'),
      1,
      new RegExp(`Port ${before + 1} on localhost is in use\\. .*another --port`),
    );
    const flags = ['sandbox', '--http', '--regions', 'com,eu', '--port', '0'];
    const { output } = await startRollcall(context, flags, (stdout) => stdout.includes('To try it'));
    const { stdout } = output();
    assert.match(stdout, /Region com: +http:\S+, and for \S+\.com\nRegion eu: +http:\S+, and for \S+\.eu\n/);
    assert.match(stdout, /rollcall sandbox hosts/);
    // What is suggested works as it stands.
    const suggested = [...stdout.matchAll(/^ {2}rollcall (sandbox (?:journal|fault|clock) .*)$/gm)].map(
      ([, words = '']) => words,
    );
    assert.equal(suggested.length, 3);
    for (const words of suggested) assert.equal((await rollcall(words.split(' '))).code, 0, words);
  });

  it('refuses names and ports that do not go together', async () => {
    assertRefused(await sandbox('--regions', 'com,com'), 2, /--regions: "com,com" is refused\. .*each once/);
    assertRefused(await sandbox('--regions', 'com,'), 2, /--regions: "com," is refused/);
    assertRefused(
      await sandbox('--regions', 'a,b', '--port', '65535'),
      2,
      /--port: 2 regions take 2 ports .* Give 65534 or less/,
    );
    assertRefused(
      await sandbox('--regions', 'a,b,c', '--port', '9443', '--control-port', '9444'),
      2,
      /--control-port: 9444 is one of the ports of the regions, 9443 to 9445/,
    );
    assertRefused(await sandbox('--regions', 'a,b', '--telemetry-port', '9444'), 2, /--telemetry-port: 9444 is one of/);
    assertRefused(await sandbox('--control-port', '9443'), 2, /--control-port: 9443 is the port of the API/);
  });
});

/** Asks for a token at one address in the name of another host. */
async function requestAs(
  baseUrl: string,
  host: string,
  { clientId, secret }: { clientId: string; secret: string },
): Promise<{ readonly status: number | undefined }> {
  const { request } = await import('node:http');
  const body = 'grant_type=client_credentials';
  const call = request(`${baseUrl}/v1/oauth/token`, {
    method: 'POST',
    headers: {
      host,
      authorization: `Basic ${btoa(`${clientId}:${secret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
    },
  });
  call.end(body);
  const [answer] = await once(call, 'response');
  answer.resume();
  return { status: answer.statusCode };
}

describe('the controls of rollcall sandbox', () => {
  it('are told of by commands that work where npm runs this one', async (context) => {
    const env = { npm_execpath: '/usr/lib/npm-cli.js' };
    const flags = ['sandbox', '--http', '--port', '0', '--region', 'eu'];
    const { output } = await startRollcall(context, flags, (stdout) => stdout.includes('To try it'), { env });
    assert.match(output().stdout, /^ {2}npx rollcall sandbox journal list --control-url /m);
    assert.match(output().stdout, /^ {2}npx rollcall sandbox hosts$/m);
    assert.doesNotMatch(output().stdout, /^ {2}rollcall /m);
    const { stdout } = await rollcall(['sandbox', 'hosts', '--system', 'linux'], { env });
    assert.match(stdout, /^ {2}npx rollcall sandbox --regions com,ca,eu --port 443/m);
  });

  it('listen where they are told to, and move only where nobody asked for the port', async (context) => {
    const { port: taken } = await takePort(context);
    assertRefused(
      await sandbox('--port', '0', '--control-port', String(taken)),
      1,
      new RegExp(`Port ${taken} on 127\\.0\\.0\\.1 cannot be opened for the controls\\. Give another --control-port`),
    );
    assertRefused(
      await sandbox('--port', '0', '--control-host', '203.0.113.7'),
      1,
      /"203\.0\.113\.7" is no address of this machine\. Give another --control-host/,
    );
    // Somebody may have the usual port: the test holds it where nobody does.
    await takePort(context, 9440).catch(() => {});
    const before = await portBeforeTaken(context);
    const { output } = await startRollcall(
      context,
      ['sandbox', '--http', '--json', '--port', String(before), '--control-host', '127.0.0.1'],
      (stdout) => stdout.includes('\n'),
    );
    const line = JSON.parse(output().stdout);
    assert.equal(line.base_url, `http://localhost:${before}`);
    const moved = [new URL(line.control_url).port, new URL(line.telemetry_url).port];
    assert.ok(!moved.includes('9440') && !moved.includes(String(before + 1)), moved.join(' '));
    assert.equal((await rollcall(['sandbox', 'clock', 'show', '--control-url', line.control_url])).code, 0);
  });
});

describe('what rollcall sandbox begins with', () => {
  it('is a preset, or generated people: the same ones for the same random seed', async (context) => {
    const people = async (...flags: string[]) => {
      const { text } = await startScene(context, flags);
      return text('people', 'list', '--output', 'csv');
    };
    const [one, again, other] = await Promise.all([
      people('--users', '20', '--random-seed', '5'),
      people('--users', '20', '--random-seed', '5'),
      people('--users', '20'),
    ]);
    assert.equal(one.trimEnd().split('\n').length, 21);
    assert.equal(again, one);
    assert.notEqual(other, one);
    assert.equal((await people('--preset', 'empty')).trimEnd().split('\n').length, 1);

    const { line } = await startScene(context, ['--users', '100000']);
    const answer = await fetch(`${line.control_url}/sandbox/v1/accounts/${line.account_id}/people?page_size=1`);
    const { active, suspended }: { active: number; suspended: number } = JSON.parse(await answer.text());
    assert.equal(active + suspended, 100_000);
  });

  it('is said in one way only', async () => {
    assertRefused(
      await sandbox('--users', '5', '--preset', 'empty'),
      2,
      /^rollcall: --preset and --users exclude each other.*Give one/,
    );
    assertRefused(await sandbox('--seed', 'x.json', '--users', '5'), 2, /--seed and --users exclude each other/);
    assertRefused(await sandbox('--random-seed', '5'), 2, /--random-seed is for generated people\. .*--users/);
    assertRefused(await sandbox('--users', '0'), 2, /from 1 to 1000000/);
    assertRefused(await sandbox('--preset', 'full'), 2, /one of demo, one-owner/);
  });

  it('keeps the local CA where it is told to', async (context) => {
    const folder = join(await temporaryFolder(context), 'tls');
    const flags = ['sandbox', '--json', '--port', '0', '--regions', 'com,eu', '--tls-dir', folder];
    const authorities = [];
    for (const _ of ['first', 'again']) {
      const running = await startRollcall(context, flags, (stdout) => stdout.includes('\n'));
      const { ca_file: file } = JSON.parse(running.output().stdout);
      authorities.push(await readFile(file, 'utf8'));
      await running.stop();
    }
    assert.equal(authorities[0], authorities[1]);
    assert.equal(await readFile(join(folder, 'ca.pem'), 'utf8'), authorities[0]);
  });
});
