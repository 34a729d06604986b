import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { rollcall, startRollcall, startService, temporaryFolder } from './support/rollcall.ts';

const run = promisify(execFile);
const isReady = (stdout: string) => stdout.includes(':reactivate"\n');

/** The session as a person would copy it: everything behind the invitation to paste. */
function sessionOf(stdout: string): string {
  const [, session = ''] = stdout.split('paste this into bash:\n');
  return session;
}

describe('what serve --demo prints', () => {
  it('is a curl session that works when pasted', async (context) => {
    const folder = await temporaryFolder(context);
    const server = await startRollcall(context, ['serve', '--demo', '--port', '0', '--data-dir', folder], isReady);
    const printed = server.output().stdout;
    const login = /^ {2}(?:npx )?rollcall (login .*)$/m.exec(printed)?.[1]?.split(' ') ?? [];
    const secret = /rcs_[\w-]+/.exec(printed)?.[0];
    const env = { ROLLCALL_HOME: `${folder}/home` };
    const flags = ['--client-secret-stdin', '--secret-store', 'file'];
    assert.equal((await rollcall([...login, ...flags], { env, input: `${secret}\n` })).code, 0);
    const { stdout, stderr } = await run('bash', ['-c', sessionOf(printed)]);
    assert.equal(stderr, '');
    const [active, next, suspended, reactivated, ...rest] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(rest.length, 0);
    assert.equal(active.results.length, 3);
    assert.equal(next.results.length, 3);
    assert.notEqual(next.results[0].id, active.results[0].id);
    assert.equal(suspended.state, 'SUSPENDED');
    assert.equal(reactivated.state, 'ACTIVE');
    assert.equal(suspended.id, reactivated.id);
  });

  it('tells the secret at the first start that comes about, not at one that failed', async (context) => {
    const folder = await temporaryFolder(context);
    const { line } = await startService(context, ['sandbox', '--http']);
    const args = ['serve', '--http', '--demo', '--data-dir', folder, '--port'];
    assert.match((await rollcall([...args, new URL(line.base_url).port])).stderr, /is in use/);
    const first = await startRollcall(context, [...args, '0'], isReady);
    assert.match(first.output().stdout, /^Client secret: +rcs_[\w-]{40,} \(shown this once\)$/m);
  });

  it('tells the secret at the first start only, then how to make a new one', async (context) => {
    const folder = await temporaryFolder(context);
    const args = ['serve', '--http', '--demo', '--port', '0', '--data-dir', folder];
    const first = await startRollcall(context, args, isReady);
    const secret = /rcs_[\w-]+/.exec(first.output().stdout)?.[0] ?? '';
    assert.ok(secret.length > 40);
    assert.equal(await first.stop(), 0);
    const second = await startRollcall(context, args, isReady);
    const { stdout } = second.output();
    assert.doesNotMatch(stdout, /rcs_/);
    assert.ok(!second.output().stderr.includes(secret));
    const command = /rollcall (application rotate-secret .*)\n/.exec(stdout)?.[1] ?? '';
    const { code, stdout: rotated } = await rollcall(command.split(' '));
    assert.equal(code, 0);
    const made = /rcs_[\w-]+/.exec(rotated)?.[0] ?? '';
    const session = sessionOf(stdout).replace("CLIENT_SECRET=''", `CLIENT_SECRET='${made}'`);
    assert.match((await run('bash', ['-c', session])).stdout, /"state":"SUSPENDED"/);
  });

  it('without accounts says how to make one', async (context) => {
    const folder = await temporaryFolder(context);
    const args = ['serve', '--http', '--port', '0', '--data-dir', folder];
    const { output } = await startRollcall(context, args, (stdout) => stdout.includes('--demo'));
    assert.match(output().stdout, /There are no accounts yet\./);
    assert.match(output().stdout, /account create --name Acme --data-dir /);
    assert.equal(output().stderr, '');
  });
});

describe('what sandbox prints', () => {
  it('works with one path family alone', async (context) => {
    const args = ['sandbox', '--http', '--port', '0', '--api-versions', 'v1'];
    const { output } = await startRollcall(context, args, isReady);
    const { stdout } = await run('bash', ['-c', sessionOf(output().stdout)]);
    assert.match(stdout, /"state":"SUSPENDED"/);
  });
});
