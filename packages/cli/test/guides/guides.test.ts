import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { blocksOf, runGuide, SKIP, startGuideScene } from './guide.ts';
import { runWorkflow } from './workflow.ts';

const run = promisify(execFile);
const MODULES = join(import.meta.dirname, '../../../../node_modules');

/** One that nobody has at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

/** The guides, each run from top to bottom as it is written, against the sandbox they show. */
describe('docs/guides', { skip: SKIP }, () => {
  it('list-who-is-suspended.md', async (context) => {
    const scene = await startGuideScene(context);
    await runGuide('list-who-is-suspended.md', scene);

    const [block] = (await blocksOf('list-who-is-suspended.md')).filter(({ language }) => language === 'ts');
    await symlink(MODULES, join(scene.folder, 'node_modules'));
    await writeFile(join(scene.folder, 'list.mts'), block?.code ?? '');
    const env = { ...scene.env, NODE_EXTRA_CA_CERTS: scene.line.ca_file };
    const { stdout } = await run(process.execPath, ['list.mts'], { cwd: scene.folder, env });
    assert.equal(stdout.split('\n')[0], 'petra.novotna@example.com');
    assert.equal(stdout.trim().split('\n').length, 7);
  });

  it('suspend-from-a-file-at-3-am.md', async (context) => {
    const scene = await startGuideScene(context);
    await runGuide('suspend-from-a-file-at-3-am.md', scene);

    const outcome = await readFile(join(scene.folder, 'outcome.csv'), 'utf8');
    assert.equal(outcome.match(/^already_suspended,/gm)?.length, 3, 'the nightly run found everybody suspended');
  });

  it('move-from-v1beta1-to-v1.md', async (context) => {
    const scene = await startGuideScene(context, ['--preview-sunset', '2027-06-30']);
    await runGuide('move-from-v1beta1-to-v1.md', scene);
  });

  it('develop-against-the-sandbox.md', async (context) => {
    const scene = await startGuideScene(context);
    await runGuide('develop-against-the-sandbox.md', scene);
    const requests = JSON.parse(await readFile(join(scene.folder, 'requests.json'), 'utf8'));
    assert.deepEqual(
      requests.map(({ page }: { page: { number: number } }) => page.number),
      [1],
    );
  });

  it('test-in-ci.md, its job', async (context) => {
    const scene = await startGuideScene(context);
    // What the job leaves running is for the runner to end.
    const runner = join(scene.folder, 'runner.sh');
    const left = join(scene.folder, 'left-running');
    await writeFile(runner, `trap 'jobs -p >> "${left}"' EXIT\n`);
    const ports = { ROLLCALL_CONTROL_URL: `http://127.0.0.1:${await freePort()}`, ROLLCALL_PORT: '0' };
    try {
      await runWorkflow('test-in-ci.md', { ...scene, env: { ...scene.env, ...ports, BASH_ENV: runner } }, {});
      const line = JSON.parse(await readFile(join(scene.folder, 'sandbox.json'), 'utf8'));
      assert.equal(line.control_url, ports.ROLLCALL_CONTROL_URL);
    } finally {
      for (const pid of (await readFile(left, 'utf8')).split('\n').filter(Boolean)) process.kill(Number(pid));
    }
  });

  it('use-it-in-github-actions.md', async (context) => {
    const scene = await startGuideScene(context);
    const summary = await runWorkflow('use-it-in-github-actions.md', scene, {
      'leavers.csv': 'email,since\namara.okafor@example.com,2026-11-20\ningrid.solberg@example.com,2026-11-21\n',
    });
    assert.match(summary, /would suspend +\S+ +amara\.okafor@example\.com/);
    const outcome = await readFile(join(scene.folder, 'outcome.csv'), 'utf8');
    assert.match(outcome, /^suspended,\w{26},amara\.okafor@example\.com/m);
  });
});
