import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noTerminal, rollcallInTerminal } from '../support/terminal.ts';
import { startLoginScene } from './login-scene.ts';

describe('rollcall login on a terminal', { skip: noTerminal }, () => {
  it('asks for what it was not given, shows nothing of the secret, and stores', async (context) => {
    const scene = await startLoginScene(context);
    const args = ['login', '--ca-file', scene.caFile, '--secret-store', 'file'];
    const terminal = rollcallInTerminal(context, args, { env: scene.env, columns: 140 });
    await terminal.waitFor('Name of the profile');
    terminal.type('prod\r');
    await terminal.waitFor('Where is the account?');
    assert.match(
      terminal.text(),
      /a Rollcall: at a URL of its own\n.*com: https:\/\/api\.1password\.com\n.*ca: .*\n.*eu: /,
    );
    terminal.press('enter');
    await terminal.waitFor('Base URL');
    terminal.type('users.example.com\r');
    await terminal.waitFor('Must be an http or https URL');
    // Ctrl-U empties the line.
    terminal.type(`\x15${scene.baseUrl}\r`);
    await terminal.waitFor('Account id');
    terminal.type(` ${scene.account} \r`);
    await terminal.waitFor('Client id');
    terminal.type(`${scene.clientId.toUpperCase()}\r`);
    await terminal.waitFor('Client secret');
    terminal.type(scene.secret);
    await terminal.waitFor('*'.repeat(scene.secret.length));
    terminal.press('enter');
    await terminal.waitFor('Stored profile "prod".');
    assert.equal(await terminal.exitCode(), 0);
    assert.ok(!terminal.text().includes(scene.secret));
    const { profiles } = JSON.parse((await scene.run(['profile', 'list', '--json'])).stdout);
    assert.equal(profiles[0].client_id, scene.clientId);

    // Again, over the profile that is there: Enter keeps what it says.
    const again = rollcallInTerminal(context, ['login', '--profile', 'prod', '--secret-store', 'file'], {
      env: { ...scene.env, ROLLCALL_CLIENT_SECRET: scene.secret },
      columns: 140,
    });
    await again.waitFor('Replace it?');
    again.type('y\r');
    for (const question of ['Where is the account?', 'Base URL', 'Account id', 'Client id']) {
      await again.waitFor(question);
      again.press('enter');
    }
    await again.waitFor('Stored profile "prod".');
    assert.equal(await again.exitCode(), 0);
    assert.equal((await scene.run(['whoami'])).code, 0);
  });

  it('stores nothing after Ctrl-C or No', async (context) => {
    const scene = await startLoginScene(context);
    const stopped = rollcallInTerminal(context, ['login', ...scene.flags], { env: scene.env });
    await stopped.waitFor('Name of the profile');
    stopped.press('enter');
    await stopped.waitFor('Client secret');
    stopped.press('ctrl-c');
    assert.equal(await stopped.exitCode(), 130);
    assert.equal(stopped.lines().at(-1), 'rollcall: Nothing was stored.');
    assert.match((await scene.run(['profile', 'list'])).stdout, /^There are no profiles/);
    await scene.login();
    const kept = rollcallInTerminal(context, ['login', '--profile', 'default'], { env: scene.env, columns: 140 });
    await kept.waitFor('Replace it?');
    kept.press('enter');
    assert.equal(await kept.exitCode(), 1);
    assert.match(kept.text(), /Nothing was stored\./);
  });

  it('says how long a wait for the rate limit takes', async (context) => {
    const scene = await startLoginScene(context, ['--rate-limit-per-minute', '1']);
    await scene.login();
    assert.equal((await scene.run(['users', 'list', '--limit', '1'])).code, 0);
    const terminal = rollcallInTerminal(context, ['users', 'list', '--limit', '1'], { env: scene.env });
    await terminal.waitFor(/rollcall: the rate limit is used up, going on in \d+ s/);
    terminal.press('ctrl-c');
    assert.notEqual(await terminal.exitCode(), 0);
    const quick = await scene.run(['users', 'list', '--limit', '1', '--max-wait', '0']);
    assert.match(
      quick.stderr,
      /^rollcall: ListUsers was refused: 429 .* Try again in \d+ s, or wait that long with --max-wait\.\n$/,
    );
    assert.equal(quick.code, 5);
  });
});
