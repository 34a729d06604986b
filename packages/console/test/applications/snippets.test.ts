import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import type { Scope } from '@rollcall/contract';
import { hashCredential, newClientSecret } from '@rollcall/server/domain/credentials';
import { systemRandom } from '@rollcall/server/domain/random';
import { type Snippet, snippets } from '../../src/applications/once/snippets.ts';
import { ConsoleScene } from '../support/console-scene.ts';

const run = promisify(execFile);

test('the examples do what they say, as they are shown', async (context) => {
  const scene = await ConsoleScene.open(context);
  const account = await scene.account([
    { displayName: 'Olga Owner', role: 'owner' },
    { displayName: 'Mia Member', email: 'mia@example.com' },
  ]);
  const mia = account.people[1] ?? '';
  const stateOfMia = async () => (await scene.storage.findPerson(account.id, mia))?.state;
  const shown = async (...scopes: Scope[]) => {
    const clientSecret = newClientSecret(systemRandom);
    const clientId = systemRandom.uuid();
    const facts = {
      clientId,
      accountId: account.id,
      name: scopes.join(),
      description: '',
      redirectUrl: 'https://a.example',
    };
    const secret = { id: systemRandom.uuid(), hash: hashCredential(clientSecret), label: 'Only', expiresAt: undefined };
    const limits = { requestsPerMinute: undefined, requestsPerHour: undefined };
    await scene.storage.createApplication({ ...facts, ...limits, scopes, secret }, scene.change());
    const credentials = { baseUrl: scene.baseUrl, accountId: account.id, clientId, clientSecret };
    const examples = snippets(credentials, scopes);
    return (id: Snippet['id']) => (examples.find((each) => each.id === id)?.text ?? '').replaceAll('USER_ID', mia);
  };
  const listing = await shown('suspend_user', 'list_users');
  const suspending = await shown('suspend_user');

  for (const { id, program, needs } of PROGRAMS) {
    await context.test(id, async (test) => {
      if (!(await works(needs))) return test.skip(`${needs[0]} is not installed`);
      assert.match(await program(test, listing(id)), /mia@example\.com/);
      assert.equal(await stateOfMia(), 'ACTIVE', 'an example changes nobody where it can be avoided');
      assert.match(await program(test, suspending(id)), /SUSPENDED/);
      assert.equal(await stateOfMia(), 'SUSPENDED');
      await scene.storage.reactivateUser(account.id, mia, scene.change());
    });
  }
});

const PROGRAMS = [
  { id: 'curl', needs: ['bash', '-c', 'curl --version && jq --version'], program: bash },
  { id: 'typescript', needs: [process.execPath, '--version'], program: node },
  { id: 'python', needs: ['python3', '-c', 'import requests'], program: python },
] as const;

async function bash(_: TestContext, text: string): Promise<string> {
  return (await run('bash', ['-c', text])).stdout;
}

async function python(_: TestContext, text: string): Promise<string> {
  return (await run('python3', ['-c', text])).stdout;
}

/** In a folder where the package is installed. */
async function node(context: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-example-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  await symlink(join(import.meta.dirname, '../../../../node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'example.mts'), text);
  return (await run(process.execPath, ['example.mts'], { cwd: folder })).stdout;
}

async function works([program, ...args]: readonly [string, ...string[]]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  );
}
