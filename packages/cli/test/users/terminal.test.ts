import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import stringWidth from 'string-width';
import { answers, holds } from '../../../client/test/support/faults.ts';
import { noTerminal, rollcallInTerminal, type Terminal, type TerminalOptions } from '../support/terminal.ts';
import { CAST, crowd, type Scene, startScene } from './people-scene.ts';

function inTerminal(
  context: Parameters<typeof rollcallInTerminal>[0],
  scene: Scene,
  args: readonly string[],
  options: TerminalOptions = {},
): Terminal {
  const { env, ...size } = options;
  return rollcallInTerminal(context, ['users', ...args], { cwd: scene.folder, ...size, env: { ...scene.env, ...env } });
}

describe('users in a terminal', { skip: noTerminal }, () => {
  it('list is coloured, aligned for every script, and counted', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const terminal = inTerminal(context, scene, ['list'], { columns: 120 });
    assert.equal(await terminal.exitCode(), 0);
    const lines = terminal.lines();
    assert.match(lines[0] ?? '', /^ID +STATE +CREATED +EMAIL +NAME$/);
    assert.equal(lines.at(-1), '8 people.');
    assert.deepEqual([terminal.look('ID').bold, terminal.look('SUSPENDED').colour], [true, 'yellow']);
    assert.deepEqual([terminal.look('ACTIVE').colour, terminal.look('林美玲').colour], ['default', 'default']);
    for (const { display_name } of CAST) assert.ok(terminal.text().includes(display_name), display_name);
  });

  it('list keeps its columns beside wide, joined and right-to-left names', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const terminal = inTerminal(context, scene, ['list', '--columns', 'display_name,state']);
    assert.equal(await terminal.exitCode(), 0);
    const places = terminal
      .lines()
      .slice(0, -1)
      .map((line) => stringWidth(line.replace(/(STATE|ACTIVE|SUSPENDED)$/, '')));
    assert.deepEqual([places.length, new Set(places).size], [CAST.length + 1, 1]);
  });

  it('list keeps NO_COLOR', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const terminal = inTerminal(context, scene, ['list'], { columns: 120, env: { NO_COLOR: '1' } });
    assert.equal(await terminal.exitCode(), 0);
    assert.deepEqual([terminal.look('ID').bold, terminal.look('SUSPENDED').colour], [false, 'default']);
  });

  it('list cuts long texts where the terminal is narrow, and never an id', async (context) => {
    const long = { email: `${'x'.repeat(60)}@example.com`, display_name: '林美玲'.repeat(10) };
    const scene = await startScene(context, { people: [...CAST, long] });
    const terminal = inTerminal(context, scene, ['list'], { columns: 80 });
    assert.equal(await terminal.exitCode(), 0);
    const lines = terminal.lines();
    assert.equal(lines.length, CAST.length + 3);
    assert.match(lines[0] ?? '', /^ID +STATE +EMAIL +NAME$/);
    assert.match(lines.at(-2) ?? '', /^[A-Z2-7]{26} {2}ACTIVE +x{10,}… {2}林美玲.*…$/);
  });

  it('suspend asks before more than one, with who and where, and does nothing without a yes', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const args = ['suspend', 'lin@example.com', 'mae@example.com', 'who@example.com'];
    const declined = inTerminal(context, scene, args, { columns: 160 });
    await declined.waitFor(
      /Suspend 2 people \(1 is suspended already; 1 more was not found\) of account A.*Z at http:.*\? \(y\/N\)/,
    );
    declined.press('enter');
    assert.equal(await declined.exitCode(), 1);
    const interrupted = inTerminal(context, scene, args);
    await interrupted.waitFor('(y/N)');
    interrupted.press('ctrl-c');
    assert.equal(await interrupted.exitCode(), 130);
    for (const terminal of [declined, interrupted]) assert.match(terminal.text(), /rollcall: .*Nothing was changed\.$/);
    assert.equal((await scene.states()).lin, 'ACTIVE');
    const agreed = inTerminal(context, scene, args);
    await agreed.waitFor('(y/N)');
    agreed.type('y\r');
    assert.equal(await agreed.exitCode(), 3);
    assert.equal(agreed.look('not found   ').colour, 'red');
    assert.equal((await scene.states()).lin, 'SUSPENDED');
  });

  it('suspend shows how far it is, results and waits above, and leaves nothing of the bar', async (context) => {
    const scene = await startScene(context, { people: crowd(40) });
    await writeFile(
      join(scene.folder, 'leavers.csv'),
      `email\n${crowd(40)
        .slice(1)
        .map(({ email }) => email)
        .join('\n')}\n`,
    );
    const hold = holds();
    scene.proxy.inject(answers(429, { 'retry-after': '2' }), { path: /:suspend/, nth: 9 });
    scene.proxy.inject(hold.fault, { path: /:suspend/, nth: 32 });
    const args = ['suspend', '--file', 'leavers.csv', '--yes'];
    const terminal = inTerminal(context, scene, args, { columns: 110, rows: 24 });
    await hold.reached;
    await terminal.waitFor(/^suspended .*p29@example\.com/m);
    await terminal.waitFor(/^Suspending \[█+░+\] 75 % \| 30 people \| /m);
    assert.match(terminal.text(), /^rollcall: the rate limit is used up, going on in \d s$/m);
    hold.release();
    assert.equal(await terminal.exitCode(), 0);
    const lines = terminal.text().split('\n');
    assert.equal(lines.filter((line) => /^suspended +[A-Z2-7]{26} {2}p\d+@example\.com$/.test(line)).length, 40);
    assert.deepEqual(
      lines.slice(-2).map((line) => line.slice(0, 13)),
      ['suspended    ', 'Suspended 40.'],
    );
    assert.doesNotMatch(terminal.text(), /Suspending/);
  });

  it('Ctrl-C ends the waiting for a list', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const terminal = inTerminal(context, scene, ['suspend', '-', '--yes']);
    await terminal.waitFor('Ctrl-D ends the list.');
    terminal.type('lin@example.com\r');
    terminal.press('ctrl-c');
    assert.equal(await terminal.exitCode(), 130);
    assert.match(terminal.text(), /rollcall: Stopped\. Nothing was changed\.$/);
    assert.equal((await scene.states()).lin, 'ACTIVE');
  });

  it('Ctrl-C finishes the person under way and says how to go on', async (context) => {
    const scene = await startScene(context, { people: crowd(30) });
    await writeFile(
      join(scene.folder, 'leavers.txt'),
      crowd(30)
        .slice(1)
        .map(({ email }) => email)
        .join('\n'),
    );
    const hold = holds();
    scene.proxy.inject(hold.fault, { path: /:suspend/, nth: 12 });
    const args = ['suspend', '--file', 'leavers.txt', '--yes', '--api-version', 'v1beta1'];
    const terminal = inTerminal(context, scene, args, { columns: 120 });
    await hold.reached;
    terminal.press('ctrl-c');
    await terminal.waitFor('Finishing with');
    hold.release();
    assert.equal(await terminal.exitCode(), 130);
    assert.match(
      terminal.text(),
      /\nSuspended 12, not done 18\.\nGo on with: rollcall users suspend --resume --journal [^ ]+ --yes --api-version v1beta1\s+rollcall: /,
    );
    const states = Object.values(await scene.states());
    assert.equal(states.filter((state) => state === 'SUSPENDED').length, 12);
    const resumed = await scene.rollcall(['users', 'suspend', '--resume', '--yes']);
    assert.equal(resumed.code, 0);
    assert.match(resumed.stderr, /\nThis time: suspended 18\. In all: suspended 30\.\n$/);
  });
});
