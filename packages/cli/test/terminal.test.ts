import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noTerminal, openTerminal, rollcallInTerminal } from './support/terminal.ts';

describe('the terminal that tests use', { skip: noTerminal }, () => {
  it('shows what the command shows, and knows how it ended', async (context) => {
    const terminal = rollcallInTerminal(context, ['serv'], { columns: 40 });
    assert.equal(await terminal.exitCode(), 2);
    assert.equal(terminal.lines()[0], "rollcall: unknown command 'serv'");
  });

  it('types, resizes, sees colours and wide characters, and sends signals', async (context) => {
    const script = `
      process.stdout.write('林👨‍👩‍👧é \\x1b[31mred\\x1b[0m plain \\x1b[1;38;2;1;2;3mrgb\\x1b[0m\\n');
      process.stdout.on('resize', () => console.log('now', process.stdout.columns, process.stdout.rows));
      process.stdin.on('data', (text) => console.log('got', JSON.stringify(String(text))));
      process.on('SIGINT', () => process.exit(7));
      console.log('x'.repeat(process.stdout.columns + 5));
      console.log(process.stdout.getColorDepth(), process.stdout.isTTY, 'ready');`;
    const terminal = openTerminal(context, process.execPath, ['-e', script], { columns: 60, rows: 10 });
    await terminal.waitFor('24 true ready');
    assert.equal(terminal.look('red').colour, 'red');
    assert.equal(terminal.look('plain').colour, 'default');
    assert.deepEqual(terminal.look('rgb'), { colour: '#010203', bold: true, dim: false, inverse: false });
    assert.deepEqual(terminal.lines().slice(1, 3), ['x'.repeat(60), 'x'.repeat(5)]);
    assert.ok(terminal.text().includes('x'.repeat(65)));
    terminal.resize(70, 12);
    await terminal.waitFor('now 70 12');
    terminal.type('hello');
    terminal.press('enter');
    await terminal.waitFor('got "hello\\n"');
    terminal.press('ctrl-c');
    assert.equal(await terminal.exitCode(), 7);
    await assert.rejects(terminal.waitFor('never'), /ended with 7 before this was there: never/);
  });

  it('loses nothing of what is written just before the end', async (context) => {
    const script = `for (let i = 1; i <= 2000; i++) console.log('line', i);`;
    const terminal = openTerminal(context, process.execPath, ['-e', script]);
    assert.equal(await terminal.exitCode(), 0);
    assert.equal(terminal.text().split('\n').length, 2000);
    assert.equal(terminal.lines().at(-1), 'line 2000');
  });

  it('tells a signal as a shell does', async (context) => {
    const terminal = openTerminal(context, process.execPath, ['-e', "console.log('up'); setInterval(() => {}, 1e9)"]);
    await terminal.waitFor('up');
    terminal.signal('SIGTERM');
    assert.equal(await terminal.exitCode(), 143);
  });
});
