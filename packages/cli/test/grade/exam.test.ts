import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClient } from '@rollcall/client';
import { rollcall, temporaryFolder } from '../support/rollcall.ts';
import { noTerminal, rollcallInTerminal } from '../support/terminal.ts';
import { OWN_LINE } from './clients.ts';

const OWN_COMMANDS = [
  ...['--on-list', `${OWN_LINE} users list \${ROLLCALL_FILTER:+--$ROLLCALL_FILTER}`],
  ...['--on-get', `${OWN_LINE} users get {user}`],
  ...['--on-suspend', `${OWN_LINE} users suspend {user} --yes`],
  ...['--on-reactivate', `${OWN_LINE} users reactivate {user} --yes`],
];

describe('rollcall grade --exam', () => {
  it('gives this command itself full marks', async (context) => {
    const state = await temporaryFolder(context);
    const words = ['grade', '--exam', '--at-once', '8', '--require-complete', '--output', 'json', ...OWN_COMMANDS];
    const env = { ROLLCALL_MAX_WAIT: '10', XDG_STATE_HOME: state };
    const { code, stdout, stderr } = await rollcall(words, { env });
    const report = JSON.parse(stdout);
    const bad = report.findings.filter(({ verdict }: { verdict: string }) => verdict !== 'passed');
    assert.deepEqual(bad, []);
    assert.equal(code, 0);
    assert.equal(stderr.match(/^✓ kept {6}/gm)?.length, report.situations.length, 'its progress is told');
  });

  it('says of each situation why it was left out, and what the client said when it failed', async () => {
    const { code, stdout } = await rollcall([
      ...['grade', '--exam', '--http', '--output', 'json'],
      ...['--only', 'find-and-suspend,last-owner,several-pages'],
      ...['--on-suspend', 'echo "no such person: {user_id}" >&2; exit 9'],
    ]);
    const { situations, verdict } = JSON.parse(stdout);
    const messages = Object.fromEntries(
      situations.map((each: { id: string; message: string }) => [each.id, each.message]),
    );
    assert.equal(messages['several-pages'], 'There is no --on-list, so the client was not asked to do this.');
    assert.equal(
      messages['find-and-suspend'],
      '--on-suspend takes {user_id}, which the situation does not give: {user} fits both.',
    );
    assert.match(messages['last-owner'], /^exit code 9: no such person: EXAM\w{22}$/);
    assert.equal(messages.reactivate, 'The situation was left out.');
    assert.equal(verdict, 'failed');
    assert.equal(code, 3);
  });

  it('says that nothing was run, ends at once where the shell cannot run the command, and stops a client at the deadline', async () => {
    const nothing = await rollcall(['grade', '--exam', '--http', '--on-get', 'x', '--only', 'reactivate']);
    assert.match(nothing.stderr, /^rollcall: No situation was run, so there is nothing to judge\. /);
    assert.equal(nothing.code, 1);
    const missing = await rollcall(['grade', '--exam', '--http', '--on-list', 'no-such-client list']);
    assert.match(missing.stderr, /\nrollcall: --on-list cannot be run: .*no-such-client.*not found\.\n$/);
    assert.equal(missing.code, 1);
    const words = ['grade', '--exam', '--http', '--only', 'several-pages', '--timeout', '1', '--output', 'json'];
    const slow = await rollcall([...words, '--on-list', `${OWN_LINE} users list; exec sleep 1000`]);
    assert.equal(JSON.parse(slow.stdout).situations[0].ending, 'stopped');
  });

  it('lists its situations', async () => {
    const { stdout } = await rollcall(['grade', '--list-situations']);
    assert.match(stdout, /^several-pages +A list of several pages \(list\)\n/);
  });

  it('is led by hand on a terminal, with the same values all the way', { skip: noTerminal }, async (context) => {
    const words = ['grade', '--exam', '--http', '--only', 'several-pages,not-found,last-owner'];
    const terminal = rollcallInTerminal(context, words, { rows: 60, columns: 120 });
    await terminal.waitFor('What can your client do?');
    // Everything is ticked: it cannot suspend.
    terminal.press('down', 'down', 'space', 'enter');
    await terminal.waitFor('Let it list everybody.');
    const value = (name: string) => new RegExp(`${name}: +(\\S+)`).exec(terminal.text())?.[1] ?? '';
    const client = createClient({
      baseUrl: value('Base URL'),
      accountId: value('Account id'),
      clientId: value('Client id'),
      clientSecret: value('Client secret'),
      userAgent: 'by-hand/1.0',
    });
    assert.equal((await Array.fromAsync(client.users.list())).length, 1040);
    await terminal.waitFor('what does it say?');
    terminal.press('enter');
    await terminal.waitFor('Let it look up the person with the id');
    const [, id = ''] = /the person with the id (\w{26})/.exec(terminal.text()) ?? [];
    await assert.rejects(client.users.get(id), /user_not_found/);
    await terminal.waitUntil(
      () => (terminal.text().match(/what does it say\?/g)?.length ?? 0) > 1,
      'the second question',
    );
    terminal.press('down', 'enter');
    assert.equal(await terminal.exitCode(), 0, terminal.text());
    assert.match(terminal.text(), /The client cannot suspend somebody, as it was said\./);
    assert.match(terminal.text(), /✓ kept +Takes a refusal as an answer \(not-found\)/);
    assert.equal(terminal.text().match(/Base URL/g)?.length, 1, 'what is the same is told once');
  });

  it('is ended by Ctrl-C in a question', { skip: noTerminal }, async (context) => {
    const terminal = rollcallInTerminal(context, ['grade', '--exam', '--http', '--only', 'several-pages']);
    await terminal.waitFor('What can your client do?');
    terminal.press('enter');
    await terminal.waitFor('what does it say?');
    terminal.press('ctrl-c');
    assert.equal(await terminal.exitCode(), 130);
    await terminal.waitFor('Interrupted. Nothing was judged.');
  });
});
