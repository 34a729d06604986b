import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { shellWord } from '../../src/output/shell.ts';
import { BIN, cleanEnvironment, temporaryFolder } from '../support/rollcall.ts';
import { type LoginScene, startLoginScene } from './login-scene.ts';

const GUIDE = join(import.meta.dirname, '../../../../docs/guides/sign-in.md');
const run = promisify(execFile);

/** The bash blocks below a heading. */
async function blocksBelow(heading: string): Promise<readonly string[]> {
  const [, section = ''] = (await readFile(GUIDE, 'utf8')).split(`## ${heading}\n`);
  return [...(section.split('\n## ', 1)[0] ?? '').matchAll(/```bash\n(.*?)```/gs)].map(([, code = '']) => code);
}

/** As it stands in the guide, but for the account: the sandbox's in place of the example's. */
function forSandbox(code: string, { baseUrl, caFile, account, clientId }: LoginScene): string {
  return code
    .replaceAll('--region eu', `--base-url ${baseUrl} --ca-file ${shellWord(caFile)} --secret-store file`)
    .replaceAll('ACMEACMEACMEACMEACMEACMEAC', account)
    .replaceAll('7d444840-9dc0-4d1b-b245-5ffdce74fad2', clientId);
}

describe('docs/guides/sign-in.md', { skip: process.platform === 'win32' && 'is for bash' }, () => {
  it('without a terminal, and for other programs, works as written', async (context) => {
    const scene = await startLoginScene(context);
    const cwd = await temporaryFolder(context);
    await writeFile(join(cwd, 'secret.txt'), `${scene.secret}\n`);
    const env = cleanEnvironment({ ...scene.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
    const rollcall = `rollcall() { ${shellWord(process.execPath)} ${shellWord(BIN)} "$@"; }`;
    const blocks = [...(await blocksBelow('Without a terminal')), ...(await blocksBelow('For other programs'))];
    assert.equal(blocks.length, 3);
    // On macOS the second login would take the real keyring of whoever runs the tests.
    const script = ['set -e', rollcall, 'export ROLLCALL_SECRET_STORE=file', ...blocks].join('\n');
    const { stdout } = await run('bash', ['-c', forSandbox(script, scene)], { cwd, env });
    assert.match(
      stdout,
      /^Stored profile "prod"\..*\n.*\nStored profile "prod"\..*\n.*\nThe token is refused from the next call on\.\n$/,
    );
    assert.equal((await scene.run(['whoami', '--profile', 'prod'])).code, 0);
  });
});
