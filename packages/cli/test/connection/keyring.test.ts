import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { BIN, cleanEnvironment, temporaryFolder } from '../support/rollcall.ts';
import { startLoginScene } from './login-scene.ts';

const run = promisify(execFile);
const NO_BUS = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };

const isThere = (program: string) => spawnSync(program, ['--version']).status === 0;
/** Elsewhere it would be the keyring of the person who runs the tests. */
const noService =
  process.platform !== 'linux' || !isThere('dbus-run-session') || !isThere('gnome-keyring-daemon')
    ? 'needs dbus-run-session and gnome-keyring-daemon'
    : false;

/** A keyring of its own, unlocked, on a bus of its own; then each of the lines. */
const SESSION = `
set -e
printf password | gnome-keyring-daemon --unlock --components=secrets --daemonize > /dev/null
"$NODE" "$BIN" login $FLAGS --client-secret-stdin < "$SECRET_FILE"
"$NODE" "$BIN" whoami
"$NODE" "$BIN" login --yes --client-secret-stdin --secret-store file < "$SECRET_FILE"
"$NODE" "$BIN" login --yes --client-secret-stdin --secret-store keyring < "$SECRET_FILE"
"$NODE" "$BIN" profile remove default
`;

describe('the system keyring', { skip: process.platform !== 'linux' && 'would be the real one' }, () => {
  it('where there is none: auto takes the file and says so, keyring fails at once', async (context) => {
    const scene = await startLoginScene(context);
    const args = ['login', ...scene.flags, '--client-secret-stdin'];
    const input = `${scene.secret}\n`;
    const only = await scene.run([...args, '--secret-store', 'keyring'], { env: NO_BUS, input });
    assert.match(
      only.stderr,
      /^rollcall: The system keyring cannot be used \(.*rollcall login --secret-store file\.\n$/,
    );
    assert.equal(only.code, 1);
    const auto = await scene.run(args, { env: NO_BUS, input });
    assert.match(
      auto.stdout,
      /There is no system keyring to be used here: the secret .* is in the file .*secrets\.json\.\n/,
    );
    assert.doesNotMatch(auto.stdout, /could not take it/);
    const renewed = await scene.run(['login', '--yes', '--client-secret-stdin', '--verbose'], { env: NO_BUS, input });
    assert.match(renewed.stdout, /The system keyring could not take it: /);
    assert.equal((await scene.run(['whoami'], { env: NO_BUS })).code, 0);
  });

  it('keeps the secret where there is one, and gives it up again', { skip: noService }, async (context) => {
    const scene = await startLoginScene(context);
    const folder = await temporaryFolder(context);
    const secretFile = join(folder, 'secret.txt');
    await writeFile(secretFile, `${scene.secret}\n`);
    const env = cleanEnvironment({
      ...scene.env,
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_RUNTIME_DIR: folder,
      NODE: process.execPath,
      BIN,
      FLAGS: scene.flags.join(' '),
      SECRET_FILE: secretFile,
    });
    const { stdout } = await run('dbus-run-session', ['--', 'bash', '-c', SESSION], { env });
    assert.match(stdout, /^Stored profile "default"\. .* is in the system keyring\.\n/);
    assert.match(stdout, /^Client secret: +in the system keyring$/m);
    assert.match(
      stdout,
      /is in the file .* is in the system keyring\.\n.*Removed profile "default" and its secret, from the system keyring/s,
    );
    assert.ok(!stdout.includes(scene.secret));
    assert.ok((await readdir(scene.home)).includes('profiles.json'));
  });
});
