import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { answers, holds, losesAnswer } from '../../../client/test/support/faults.ts';
import { BIN, cleanEnvironment, rollcall } from '../support/rollcall.ts';
import { ACCOUNT, APPLICATION, crowd, type Scene, type SceneOptions, startScene } from './people-scene.ts';

const VERB = /:suspend/;
const RESUME = ['users', 'suspend', '--resume', '--yes', '--requests-per-minute', '0'];
const NDJSON = ['--output', 'ndjson'];

/** People, and a list of them all but the owner. */
async function startCrowd(context: TestContext, count: number, options: Partial<SceneOptions> = {}) {
  const scene = await startScene(context, { people: crowd(count), ...options });
  const list = join(scene.folder, 'leavers.txt');
  await writeFile(
    list,
    crowd(count)
      .slice(1)
      .map(({ email }) => email)
      .join('\n'),
  );
  const suspend = ['users', 'suspend', '--file', list, '--yes', '--requests-per-minute', '0'];
  return { scene, suspend, folder: join(scene.folder, 'rollcall', 'journals') };
}

async function onlyJournal(folder: string): Promise<string> {
  const [name, ...others] = (await readdir(folder)).filter((each) => each.endsWith('.ndjson'));
  assert.ok(name !== undefined && others.length === 0);
  return join(folder, name);
}

async function linesOf(path: string) {
  return (await readFile(path, 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** A run that is ended from outside. */
function startRun(context: TestContext, scene: Scene, args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [BIN, ...args], { env: cleanEnvironment(scene.env), stdio: 'ignore' });
  context.after(() => child.kill('SIGKILL'));
  return child;
}

async function killed(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = await exit;
  return code;
}

const suspendedIn = (states: Readonly<Record<string, string>>) =>
  Object.values(states).filter((state) => state === 'SUSPENDED').length;

describe('the journal of a run', () => {
  it('says where it cannot be kept, before anybody is changed', {
    skip: process.platform !== 'linux',
  }, async (context) => {
    const { scene, suspend } = await startCrowd(context, 4);
    const { code, stderr } = await rollcall(suspend, { env: { ...scene.env, XDG_STATE_HOME: '/proc' } });
    assert.match(
      stderr,
      /^rollcall: The folder \/proc\/rollcall\/journals for journals cannot be made \(ENOENT\)\. Name a file /m,
    );
    assert.equal(code, 1);
    assert.equal(suspendedIn(await scene.states()), 0);
  });

  it('is gone on with after kill -9: nobody twice, nobody lost, every outcome right', async (context) => {
    const { scene, suspend, folder } = await startCrowd(context, 300);
    // Two whom somebody else suspended before: they must not count as suspended by the run.
    await scene.rollcall(['users', 'suspend', 'p7@example.com', 'p250@example.com', '--yes']);
    // Killed where it is worst: the person is suspended, and the answer has not come.
    const hold = holds(losesAnswer());
    scene.proxy.inject(hold.fault, { path: VERB, nth: 120 });
    const run = startRun(context, scene, suspend);
    await hold.reached;
    assert.equal(await killed(run, 'SIGKILL'), null);
    hold.release();
    const journal = await onlyJournal(folder);
    const [header, ...done] = await linesOf(journal);
    assert.deepEqual(
      [header.verb, header.account_id, header.people.length, done.length],
      ['suspend', ACCOUNT, 300, 119],
    );
    assert.equal((await stat(journal)).mode & 0o777, 0o600);
    // As if it had been killed in the middle of a line.
    await appendFile(journal, '{"outcome":"suspended","id":"AAAA');
    scene.proxy.seen.length = 0;
    const { code, stdout, stderr } = await scene.rollcall([...RESUME, ...NDJSON]);
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^Going on with the run begun 20\d\d-.* UTC from \S+leavers\.txt \(181 of 300 people left\) for account [A-Z]+\.\n/,
    );
    assert.match(
      stderr,
      /\nThis time: suspended 180, already suspended 1\. In all: suspended 298, already suspended 2\.\n$/,
    );
    const rest = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const all = [...done, ...rest];
    assert.equal(new Set(all.map(({ id }) => id)).size, 300);
    assert.deepEqual(
      all.filter(({ outcome }) => outcome !== 'suspended').map(({ email }) => email),
      ['p7@example.com', 'p250@example.com'],
    );
    assert.equal(scene.proxy.count(VERB), 181);
    assert.equal(suspendedIn(await scene.states()), 300);
    assert.deepEqual(await readdir(folder), []);
  });

  it('stops at refused credentials and at a used-up limit, and goes on from there', async (context) => {
    const { scene, suspend, folder } = await startCrowd(context, 8);
    const now = ['--max-wait', '0'];
    scene.proxy.inject(answers(429, { 'retry-after': '1800' }), { path: VERB, nth: 4 });
    scene.proxy.inject(answers(403, {}, { code: 7, message: 'insufficient_scope' }), { path: VERB, nth: 6 });
    scene.proxy.inject(answers(503), { path: VERB, nth: 8 });
    // Which is not repeated on the screen.
    const secret = ['--client-secret', APPLICATION.client_secret];
    const limited = await scene.rollcall([...suspend, ...now, ...secret]);
    assert.match(
      limited.stderr,
      /^Suspended 3, not done 5\.\nGo on with: rollcall users suspend --resume --journal \S+\.ndjson --yes --requests-per-minute 0 --max-wait 3600\nrollcall: /,
    );
    const forbidden = await scene.rollcall([...RESUME, ...now]);
    assert.match(forbidden.stderr, /\nThis time: suspended 1\. In all: suspended 4, not done 4\.\n/);
    const away = await scene.rollcall([...RESUME, ...now]);
    assert.match(away.stderr, / In all: suspended 5, not done 3\.\n/);
    const done = await scene.rollcall(RESUME);
    assert.deepEqual([limited.code, forbidden.code, away.code, done.code], [5, 4, 1, 0]);
    assert.match(done.stderr, /\nThis time: suspended 3\. In all: suspended 8\.\n$/);
    assert.deepEqual(await readdir(folder), []);
    const nothing = await scene.rollcall(RESUME);
    assert.match(nothing.stderr, /^rollcall: There is no unfinished run of suspend for account /);
    assert.equal(nothing.code, 1);
  });

  it('keeps whom it failed for, tries them again, and leaves the refused in peace', async (context) => {
    const { scene, suspend } = await startCrowd(context, 7);
    const journal = join(scene.folder, 'run.ndjson');
    scene.proxy.inject(answers(403, {}, { code: 7, message: 'some_new_rule' }), { path: VERB });
    scene.proxy.inject(answers(500), { path: VERB, nth: 3, times: 2 });
    // Not in a row with the others.
    scene.proxy.inject(answers(500), { path: VERB, nth: 6 });
    const first = await scene.rollcall([...suspend, '--journal', journal, '--max-wait', '0']);
    assert.match(first.stderr, /^Suspended 3, refused 1, failed 3\.\n/);
    assert.match(
      first.stderr,
      /^ {2}some_new_rule \(1\): .*\n.*\nGo on with: rollcall users suspend --resume .*--journal \S+run\.ndjson/m,
    );
    assert.equal(first.code, 1);
    const again = await scene.rollcall([...suspend, '--journal', journal]);
    assert.match(again.stderr, /run\.ndjson is there already\. Add --resume/);
    const second = await scene.rollcall([...RESUME, '--journal', journal]);
    assert.match(second.stderr, /\nThis time: suspended 3\. In all: suspended 6, refused 1\.\n/);
    assert.deepEqual([again.code, second.code, scene.proxy.count(VERB)], [1, 3, 10]);
    await assert.rejects(stat(journal), { code: 'ENOENT' });
    // Three in a row: then it is not about these people.
    scene.proxy.inject(answers(500), { path: /:reactivate/, times: Number.POSITIVE_INFINITY });
    const people = crowd(5)
      .slice(1)
      .map(({ email }) => email);
    const hopeless = await scene.rollcall(['users', 'reactivate', ...people, '--yes', '--max-wait', '0']);
    assert.match(hopeless.stderr, /^Failed 3, not done 2\.\n(?:.*\n){2}rollcall: It failed for 3 people in a row/);
    assert.equal(scene.proxy.count(/:reactivate/), 3);
  });

  it('is for one process at a time, and for the run it was begun for', async (context) => {
    const { scene, suspend, folder } = await startCrowd(context, 5);
    const hold = holds();
    scene.proxy.inject(hold.fault, { path: VERB, nth: 3 });
    const run = startRun(context, scene, suspend);
    await hold.reached;
    const journal = await onlyJournal(folder);
    const busy = await scene.rollcall(RESUME);
    assert.match(busy.stderr, /^rollcall: Another process is working on .*\.ndjson\./);
    hold.release();
    const exited = once(run, 'exit');
    scene.proxy.inject(holds().fault, { path: VERB });
    assert.equal(await killed(run, 'SIGTERM').then((code) => code ?? exited.then(([end]) => end)), 143);
    const other = ['users', 'reactivate', '--resume', '--yes'];
    assert.match((await scene.rollcall(other)).stderr, /There is no unfinished run of reactivate/);
    const wrong = await scene.rollcall([...other, '--journal', journal]);
    assert.match(wrong.stderr, /is of another run: suspend for account .* This would be reactivate for account /);
    const elsewhere = await scene.rollcall([...RESUME, '--journal', journal, '--base-url', 'http://localhost:9']);
    assert.match(elsewhere.stderr, /is of another run/);
    const both = await scene.rollcall([...RESUME, 'p1@example.com']);
    assert.match(both.stderr, /does not go with p1@example\.com\.$/m);
    assert.deepEqual([busy.code, wrong.code, elsewhere.code, both.code], [1, 1, 1, 2]);
    scene.proxy.clear();
    assert.equal((await scene.rollcall([...RESUME, '--journal', journal])).code, 0);
    assert.equal(suspendedIn(await scene.states()), 5);
  });

  it('that cannot be written ends the run, and holds from its first line who is nobody', async (context) => {
    const { scene, suspend } = await startCrowd(context, 20);
    const journal = join(scene.folder, 'run.ndjson');
    scene.proxy.inject(answers(429), { path: VERB });
    await scene.rollcall([...suspend, 'nobody@example.com', '--journal', journal, '--max-wait', '0']);
    const { size } = await stat(journal);
    assert.deepEqual((await linesOf(journal)).length, 1);
    // Room for a few of them, in blocks of 512 bytes (POSIX), as on a disk that is nearly full.
    const limited = `ulimit -f ${Math.ceil(size / 512) + 1} && exec "$@"`;
    const words = [process.execPath, BIN, ...RESUME, '--journal', journal];
    const child = spawn('sh', ['-c', limited, 'sh', ...words], {
      env: cleanEnvironment({ ...scene.env, NODE_DISABLE_COMPILE_CACHE: '1' }),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    assert.match(stderr, / In all: suspended \d+, not found 1, not done \d+\.\n/);
    assert.match(stderr, /\nGo on with: .*\nrollcall: The journal \S+run\.ndjson cannot be written \(EFBIG\)\. .*\n$/);
    assert.equal(code, 1);
    // Goes on behind what was cut off, and is stopped again.
    scene.proxy.inject(answers(429), { path: VERB, nth: 2 });
    const more = await scene.rollcall([...RESUME, '--journal', journal, '--max-wait', '0']);
    assert.equal(more.code, 5);
    const rest = await scene.rollcall([...RESUME, '--journal', journal]);
    assert.match(rest.stderr, / In all: suspended 20, not found 1\.\n/);
    assert.equal(rest.code, 3);
  });

  it('that is damaged is refused; one without a whole header is nothing', async (context) => {
    const { scene, suspend } = await startCrowd(context, 3);
    const journal = join(scene.folder, 'run.ndjson');
    scene.proxy.inject(answers(403, {}, { code: 7, message: 'insufficient_scope' }), { path: VERB, nth: 2 });
    await scene.rollcall([...suspend, '--journal', journal]);
    const text = await readFile(journal, 'utf8');
    const resume = async () => (await scene.rollcall([...RESUME, '--journal', journal])).stderr;
    await writeFile(journal, text.replace('"outcome"', 'outcome'));
    assert.match(await resume(), /is no journal of this version of rollcall \(line 2\)/);
    await writeFile(journal, text.replace('"rollcall_journal":1', '"rollcall_journal":2'));
    assert.match(await resume(), /\(line 1\)/);
    await truncate(journal, 30);
    assert.match(await resume(), /is empty: nothing was done/);
    await rm(journal);
    assert.match(await resume(), /There is no file .*run\.ndjson/);
  });
});
