import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createClient } from '@rollcall/client';
import { connectSandbox, startSandbox } from '@rollcall/client/testing';
import { rollcall, startRollcall, temporaryFolder } from '../support/rollcall.ts';
import { firstPageOnly, OWN } from './clients.ts';
import { assertJUnit } from './xml.ts';

describe('rollcall grade -- COMMAND', () => {
  it('gives the client all it needs over TLS, judges it, and writes every form of the report', async (context) => {
    const folder = await temporaryFolder(context);
    const files = { html: join(folder, 'a.html'), junit: join(folder, 'a.xml'), json: join(folder, 'a.json') };
    const flags = Object.entries(files).flatMap(([name, file]) => [`--${name}`, file]);
    // What is set for other servers must not lead the client there.
    const env = {
      ROLLCALL_API_REGION: 'eu',
      ROLLCALL_USER: 'nobody',
      HTTPS_PROXY: 'http://127.0.0.1:1',
      TMPDIR: folder,
    };
    const words = ['grade', '--output', 'json', '--require-complete', ...flags, '--', ...OWN, 'users', 'list'];
    const { code, stdout, stderr } = await rollcall(words, { env });
    assert.equal(code, 4, stderr);
    const report = JSON.parse(stdout);
    assert.equal(report.verdict, 'incomplete');
    assert.match(report.user_agents[0], /^rollcall-cli\//);
    assert.match(stderr, /ingrid\.solberg@example\.com/, 'what the client prints goes to stderr');
    assert.doesNotMatch(stderr, /warning: The environment variable/);
    assert.deepEqual(JSON.parse(await readFile(files.json, 'utf8')), report);
    assertJUnit(await readFile(files.junit, 'utf8'));
    assert.match(await readFile(files.html, 'utf8'), /<strong>Incomplete<\/strong>/);
    assert.deepEqual((await readdir(folder)).sort(), ['a.html', 'a.json', 'a.xml'], 'nothing else is left');
  });

  it('says what is broken, by which request, and what to do', async () => {
    const { code, stdout } = await rollcall(['grade', '--', ...firstPageOnly()]);
    assert.equal(code, 3);
    assert.match(stdout, /^✗ broken +Follows every page token to the end\n/);
    assert.match(stdout, /#2 GET \/v1\/accounts\/…\/users → 200: 25 people and a next_page_token/);
    assert.match(stdout, /\n +→ Repeat the request with page_token/);
    assert.match(stdout, /\nFailed\. 1 of \d+ rules broken, /);
  });

  it('fails where the command did, though its requests were in order', async () => {
    const { code, stdout, stderr } = await rollcall([
      'grade',
      '--',
      'sh',
      '-c',
      `"$0" "$1" users list; exit 7`,
      ...OWN,
    ]);
    assert.match(stdout, /\nIncomplete\. /);
    assert.match(stderr, /rollcall: The command ended with exit code 7\. Its requests were judged all the same\.\n$/);
    assert.equal(code, 1);
  });

  it('says in one line what it cannot run, and that nothing came', async () => {
    const missing = await rollcall(['grade', '--http', '--', 'no-such-client', '--flag']);
    assert.equal(missing.stderr, 'rollcall: There is no command "no-such-client". Check its name, and the PATH.\n');
    assert.equal(missing.code, 1);
    const silent = await rollcall([
      'grade',
      '--http',
      '--',
      process.execPath,
      '-e',
      'process.kill(process.pid, "SIGKILL")',
    ]);
    assert.match(
      silent.stderr,
      /^rollcall: No request came, .* The command was ended by SIGKILL\. Let the client call .*\n$/,
    );
    assert.equal(silent.code, 1);
  });

  it('ends with the client and all that it started, and leaves nothing behind, however it is stopped', async (context) => {
    for (const [signal, expected] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const folder = await temporaryFolder(context);
      // A client that will not end, and another one in the background that knows where to be missed.
      const stubborn = `process.on('SIGTERM', () => {}); process.on('SIGINT', () => {}); setInterval(() => {}, 1e6);`;
      const script = `trap '' TERM INT; "$0" -e "${stubborn}" & echo "started $!" >&2; "$0" -e "${stubborn}"`;
      const words = ['grade', '--', 'sh', '-c', script, process.execPath];
      const begun = (_: string, stderr: string) => /started \d+\n/.test(stderr);
      const running = await startRollcall(context, words, begun, { env: { TMPDIR: folder } });
      const background = Number(/started (\d+)/.exec(running.output().stderr)?.[1]);
      assert.equal(await running.stop(signal), expected);
      assert.match(running.output().stderr, /Nothing was judged\.\n$/);
      assert.deepEqual(await readdir(folder), []);
      assert.ok(hasEnded(background));
    }
  });

  it('refuses what does not go together', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--on-list', 'x'], /--on-list is a part of the exam: give --exam too/],
      [['--exam', '--', 'x'], /An exam has a command for each task/],
      [['--exam'], /There is no terminal to lead the client by hand/],
      [
        ['--exam', '--on-list', 'x', '--only', 'last-owners'],
        /no situation "last-owners"\. Did you mean "last-owner"\?/,
      ],
      [['--json', '--', 'x'], /--json: "--" is refused/],
      [['--account', 'ACMEACMEACMEACMEACMEACMEAC'], /give its --control-url too/],
    ];
    await Promise.all(
      cases.map(async ([words, message]) => {
        const { code, stderr } = await rollcall(['grade', ...words]);
        assert.match(stderr, message);
        assert.equal(code, 2);
      }),
    );
  });
});

describe('rollcall grade without a command', () => {
  it('tells what to configure, and judges at so many requests or at Ctrl-C', async (context) => {
    for (const words of [['--requests', '2'], []]) {
      const all = ['grade', '--http', '--output', 'json', ...words];
      const running = await startRollcall(context, all, (_, stderr) => /Client secret: +\S+\n/.test(stderr));
      const value = (name: string) => new RegExp(`${name}: +(\\S+)`).exec(running.output().stderr)?.[1] ?? '';
      const client = createClient({
        baseUrl: value('Base URL'),
        accountId: value('Account id'),
        clientId: value('Client id'),
        clientSecret: value('Client secret'),
      });
      await client.users.list({ pageSize: 20 }).pages().next();
      assert.equal(words.length > 0 ? await running.exited : await running.stop('SIGINT'), 3);
      assert.equal(JSON.parse(running.output().stdout).requests, 2);
    }
  });

  it('judges what an account of a running sandbox has seen', async () => {
    await using sandbox = await startSandbox();
    const controlUrl = sandbox.controlUrl ?? '';
    const account = await (await connectSandbox(controlUrl)).createAccount();
    const client = createClient(account.options);
    await Array.fromAsync(client.users.list({ pageSize: 20 }));
    const { code, stdout } = await rollcall(['grade', '--control-url', controlUrl, '--account', account.accountId]);
    assert.equal(code, 0);
    assert.match(stdout, /✓ kept +Follows every page token to the end\n/);
    const unseen = await rollcall(['grade', '--control-url', controlUrl]);
    assert.match(unseen.stderr, /No request came/);
  });
});

/** Whether the process is gone, or waits for whoever has adopted it to take notice. */
function hasEnded(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^Z|^$/.test(stdout.trim());
}
