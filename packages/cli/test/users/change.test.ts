import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { answers, answersRetryDate, changesBody, losesAnswer } from '../../../client/test/support/faults.ts';
import { BIN, cleanEnvironment } from '../support/rollcall.ts';
import { CAST, crowd, type Scene, startScene } from './people-scene.ts';

const SUSPEND = ['users', 'suspend'];
const REACTIVATE = ['users', 'reactivate'];
const CHECK = /:check/;

/** Outcomes by whom they are about. */
async function outcomes(scene: Scene, args: readonly string[], input?: string) {
  const { code, stdout, stderr } = await scene.rollcall([...args, '--output', 'ndjson'], { input: input ?? '' });
  const lines = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return { code, stderr, lines, words: lines.map(({ user, outcome }) => `${user} ${outcome}`) };
}

describe('users suspend and reactivate', () => {
  it('change one person without a question, and tell who was so already', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const first = await scene.rollcall([...SUSPEND, 'LIN@example.com']);
    assert.match(first.stdout, /^OUTCOME .*\nsuspended +[A-Z2-7]{26} {2}lin@example\.com\n$/);
    assert.deepEqual([first.code, first.stderr], [0, '']);
    const again = await scene.rollcall([...SUSPEND, await scene.idOf('lin')]);
    assert.match(again.stdout, /^already suspended +/m);
    const nobody = await outcomes(scene, [...SUSPEND, 'A'.repeat(26)]);
    assert.deepEqual([nobody.code, nobody.words], [3, [`${'A'.repeat(26)} not_found`]]);
    const back = await outcomes(scene, [...REACTIVATE, 'lin@example.com']);
    assert.deepEqual([again.code, back.code, back.words], [0, 0, ['lin@example.com reactivated']]);
    assert.equal((await scene.states()).lin, 'ACTIVE');
  });

  it('pass refusals over, explain them, and end with 3', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const list =
      'ada@example.com\nlin@example.com\nlin@EXAMPLE.com\nmanaged@example.com\nmae@example.com\nwho@example.com\n';
    const { code, lines, words, stderr } = await outcomes(
      scene,
      [...SUSPEND, '-', await scene.idOf('zoe'), '--yes'],
      list,
    );
    assert.deepEqual(words.slice(0, 1), ['who@example.com not_found']);
    assert.deepEqual(words.slice(2), [
      'ada@example.com refused',
      'lin@example.com suspended',
      'managed@example.com refused',
      'mae@example.com already_suspended',
    ]);
    assert.equal(code, 3);
    const { request_id, ...refused } = lines.find(({ user }) => user === 'ada@example.com');
    assert.deepEqual(refused, {
      outcome: 'refused',
      id: await scene.idOf('ada'),
      email: 'ada@example.com',
      user: 'ada@example.com',
      reason: 'no_owner_remain',
      message: 'This is the last active owner of the account. Make or reactivate another owner first.',
    });
    assert.equal(typeof request_id, 'string');
    assert.match(stderr, /^Suspended 2, already suspended 1, refused 2, not found 1\.\n/);
    assert.match(
      stderr,
      /^ {2}externally_managed_user \(1\): This administrator is managed by another organisation\./m,
    );
    const { ada, lin, zoe } = await scene.states();
    assert.deepEqual([ada, lin, zoe], ['ACTIVE', 'SUSPENDED', 'SUSPENDED']);
  });

  it('an account with automated provisioning refuses everybody', async (context) => {
    const scene = await startScene(context, { people: CAST, provisioning: 'automated' });
    const { code, stdout, stderr } = await scene.rollcall([...SUSPEND, 'lin@example.com', 'zoe@example.com', '--yes']);
    assert.match(stdout, /refused .*lin@example\.com +automated_provisioning_enabled\nrefused .*zoe/);
    assert.match(stderr, /automated_provisioning_enabled \(2\): People of this account are managed/);
    assert.equal(code, 3);
  });

  it('--dry-run tells who would change and who would be refused, and changes nothing', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const before = await scene.states();
    const everybody = CAST.map(({ email }) => email);
    const { code, words, stderr } = await outcomes(scene, [...SUSPEND, '--dry-run', ...everybody, 'who@example.com']);
    assert.deepEqual(words, [
      'who@example.com not_found',
      'ada@example.com refused',
      'lin@example.com would_suspend',
      'mae@example.com already_suspended',
      'maryam@example.com would_suspend',
      'dana@example.com already_suspended',
      'zoe@example.com would_suspend',
      'formula@example.com would_suspend',
      'managed@example.com refused',
    ]);
    assert.match(
      stderr,
      /^Would suspend 4, already suspended 2, refused 2, not found 1\.\n(?: {2}.*\n)+Nothing was changed\.\n$/,
    );
    const fine = await outcomes(scene, [...REACTIVATE, '--dry-run', 'mae@example.com', 'lin@example.com']);
    assert.deepEqual(fine.words, ['mae@example.com would_reactivate', 'lin@example.com already_active']);
    assert.deepEqual([code, fine.code], [3, 0]);
    assert.deepEqual(await scene.states(), before);
    assert.ok(scene.proxy.seen.every(({ method, path }) => method === 'GET' || path.endsWith('/token')));
  });

  it('--dry-run says what cannot be told by a server that has no checks, found out once', async (context) => {
    const scene = await startScene(context, { people: CAST });
    scene.proxy.inject(answers(404, {}, { code: 5, message: 'not_found' }), {
      path: CHECK,
      times: Number.POSITIVE_INFINITY,
    });
    const ids = await Promise.all(['ada', 'mae', 'lin'].map((name) => scene.idOf(name)));
    const { code, lines, stderr } = await outcomes(scene, [...SUSPEND, '--dry-run', 'A'.repeat(26), ...ids]);
    assert.deepEqual(
      lines.map(({ outcome }) => outcome),
      ['not_found', 'would_suspend', 'already_suspended', 'would_suspend'],
    );
    assert.match(stderr, /This server cannot be asked in advance: whether somebody would be refused/);
    assert.deepEqual([code, scene.proxy.count(CHECK)], [3, 2]);
    for (const fault of [answers(400, {}, { code: 3, message: 'invalid_argument' }), answers(403), answers(405)]) {
      scene.proxy.clear();
      scene.proxy.inject(fault, { path: CHECK });
      const other = await outcomes(scene, [...SUSPEND, '--dry-run', ...ids]);
      assert.deepEqual([other.lines[0].outcome, other.code], ['would_suspend', 0]);
      assert.match(other.stderr, /This server cannot be asked in advance/);
    }
  });

  it('need --yes for more than one where nobody can be asked', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const two = ['lin@example.com', 'zoe@example.com'];
    const silent = await scene.rollcall([...SUSPEND, ...two]);
    assert.match(silent.stderr, /^rollcall: 2 people are named, and there is no terminal to ask on\. Give --yes/);
    const piped = await scene.rollcall([...SUSPEND, '-'], { input: two.join('\n') });
    assert.match(piped.stderr, /standard input holds the list/);
    assert.deepEqual([silent.code, piped.code, scene.proxy.seen.length], [2, 2, 0]);
    const nobody = await outcomes(scene, [...SUSPEND, '-'], '# nobody today\n');
    assert.deepEqual([nobody.code, nobody.lines], [0, []]);
  });

  it('go on when nobody reads the results any more', async (context) => {
    const scene = await startScene(context, { people: crowd(300) });
    const all = Array.from({ length: 300 }, (_, index) => `p${index}@example.com`).join(' ');
    const args = `users suspend ${all} --yes --requests-per-minute 0 --output ndjson`;
    const script = `"${process.execPath}" "${BIN}" ${args} | head -1; echo "$\{PIPESTATUS[0]}"`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { env: cleanEnvironment(scene.env) });
    assert.equal(stdout.trimEnd().split('\n').at(-1), '0');
    assert.equal(stderr, 'Suspended 300.\n');
    const { ada, ...others } = await scene.states();
    assert.ok(ada === 'ACTIVE' && Object.values(others).every((state) => state === 'SUSPENDED'));
    assert.deepEqual(await readdir(join(scene.folder, 'rollcall', 'journals')), []);
  });

  it('get through a rate limit, a fault and a lost answer with the right outcome', async (context) => {
    const scene = await startScene(context, { people: crowd(4) });
    const onVerb = { method: 'POST', path: /:suspend/ };
    scene.proxy.inject(answersRetryDate(429, 1), onVerb);
    scene.proxy.inject(losesAnswer(), { ...onVerb, nth: 3 });
    scene.proxy.inject(answers(503, { 'retry-after': '0' }), { ...onVerb, nth: 5 });
    const { code, stderr } = await outcomes(scene, [
      ...SUSPEND,
      ...crowd(4)
        .slice(1)
        .map(({ email }) => email),
      '--yes',
    ]);
    assert.deepEqual([code, stderr], [0, 'Suspended 4.\n']);
  });

  it('believe no success that contradicts itself, and need no scope beyond the verb', async (context) => {
    const scene = await startScene(context, { people: CAST, scopes: ['suspend_user'] });
    const ids = await Promise.all(['mae', 'lin'].map((name) => scene.idOf(name)));
    const { code, lines, stderr } = await outcomes(scene, [...SUSPEND, ...ids, '--yes']);
    assert.deepEqual([code, lines.map(({ outcome }) => outcome)], [0, ['suspended', 'suspended']]);
    assert.match(stderr, /^rollcall: The application may not look who is suspended already/);
    scene.proxy.inject(
      changesBody((body) => ({ ...body, state: 'ACTIVE' })),
      { path: /:suspend/ },
    );
    const lying = await scene.rollcall([...SUSPEND, ids[0] ?? '']);
    assert.match(lying.stderr, /answered with success, and yet [A-Z2-7]{26} is ACTIVE/);
    assert.equal(lying.code, 1);
    const forbidden = await scene.rollcall([...REACTIVATE, ids[0] ?? '']);
    assert.match(forbidden.stderr, /reactivate_user|insufficient_scope/);
    assert.equal(forbidden.code, 4);
  });
});
