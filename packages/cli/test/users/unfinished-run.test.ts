import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { answers } from '../../../client/test/support/faults.ts';
import { BIN, cleanEnvironment } from '../support/rollcall.ts';
import { crowd, startScene } from './people-scene.ts';

const SUSPEND = ['users', 'suspend'];
const RESUME = [...SUSPEND, '--resume', '--yes'];
const EMAILS = crowd(4)
  .slice(1)
  .map(({ email }) => email);

/** A run of four that was broken off after the first. */
async function startBrokenOff(context: TestContext) {
  const scene = await startScene(context, { people: crowd(6) });
  scene.proxy.inject(answers(403, {}, { code: 7, message: 'insufficient_scope' }), { path: /:suspend/, nth: 2 });
  await scene.rollcall([...SUSPEND, ...EMAILS, '--yes']);
  const folder = join(scene.folder, 'rollcall', 'journals');
  const journal = join(folder, (await readdir(folder)).find((name) => name.endsWith('.ndjson')) ?? '');
  return { scene, folder, journal };
}

describe('a run that was left unfinished', () => {
  it('is told of by the next, and dropped by --discard', async (context) => {
    const { scene, folder, journal } = await startBrokenOff(context);
    const next = await scene.rollcall([...SUSPEND, 'p4@example.com']);
    assert.match(
      next.stderr,
      /^rollcall: Not finished: the run begun 20.* UTC from 4 arguments \(3 of 4 people left\)\. To go on with it: /,
    );
    assert.ok(next.stderr.includes(`rollcall users suspend --resume --journal ${journal}; to drop it, --discard`));
    const both = await scene.rollcall([...RESUME, '--discard']);
    assert.match(both.stderr, /--discard is about the people of its journal and does not go with --resume\./);
    const dropped = await scene.rollcall([...SUSPEND, '--discard']);
    assert.match(dropped.stderr, /^Dropped the run begun .* \(3 of 4 people left\)\. Nobody was changed; /);
    assert.deepEqual([next.code, both.code, dropped.code], [0, 2, 0]);
    assert.deepEqual(await readdir(folder), []);
    assert.equal((await scene.states()).p1, 'ACTIVE');
    assert.equal((await scene.rollcall([...SUSPEND, '--discard'])).code, 1);
  });

  it('more than a day ago is gone on with only by its name; a journal without a source too', async (context) => {
    const { scene, journal } = await startBrokenOff(context);
    const { source, ...header } = JSON.parse((await readFile(journal, 'utf8')).split('\n')[0] ?? '');
    assert.equal(source, '4 arguments');
    await writeFile(journal, `${JSON.stringify({ ...header, started: '2024-02-03T04:05:06Z' })}\n`);
    const old = await scene.rollcall(RESUME);
    assert.match(
      old.stderr,
      /^rollcall: The latest unfinished is the run begun 2024-02-03 04:05 UTC \(4 of 4 people left\), more than 24 hours ago\./,
    );
    assert.ok(old.stderr.includes(`Go on with it by --journal ${journal}, or drop it with --discard.`));
    assert.equal((await scene.states()).p1, 'ACTIVE');
    const named = await scene.rollcall([...RESUME, '--journal', journal]);
    assert.match(named.stderr, /^Going on with the run begun 2024-02-03 04:05 UTC \(4 of 4 people left\) for account/);
    assert.deepEqual([old.code, named.code], [1, 0]);
  });

  it('is not made by a full disk under stdout: everybody is done, and the loss is told', {
    skip: process.platform !== 'linux',
  }, async (context) => {
    const scene = await startScene(context, { people: crowd(6) });
    const script = `"${process.execPath}" "${BIN}" users suspend ${EMAILS.join(' ')} --yes > /dev/full`;
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile('sh', ['-c', script], { env: cleanEnvironment(scene.env) }, (error, _, stderr) =>
        resolve({ code: error?.code, stderr }),
      );
    });
    assert.match(
      stderr,
      /^Suspended 4\.\nrollcall: The disk is full: what became of each was not written to its end\./,
    );
    assert.equal(code, 1);
    assert.equal(Object.values(await scene.states()).filter((state) => state === 'SUSPENDED').length, 4);
  });
});
