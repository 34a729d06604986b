import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { rollcallJson } from '../support/rollcall.ts';
import { startAdministrationScene } from './administration-scene.ts';
import { runGuide, SKIP } from './guide.ts';

it('docs/guides/use-the-management-api.md', { skip: SKIP }, async (context) => {
  const permissions = 'applications.read,applications.write,people.read,people.suspend,audit.read';
  const scene = await startAdministrationScene(context, permissions);
  await runGuide('use-the-management-api.md', scene);

  const file = (name: string) => readFile(join(scene.folder, name), 'utf8');
  assert.match(JSON.parse(await file('rotated.json')).client_secret, /^rcs_/);
  assert.equal((await stat(join(scene.folder, 'admin-header'))).mode & 0o077, 0);
  const [head, ...lines] = (await file('audit.csv')).trimEnd().split('\n');
  assert.match(head ?? '', /^sequence,time,action,/);
  assert.match(lines[0] ?? '', /,user\.reactivated,success,/);
  const { entries } = await rollcallJson(['audit', 'list', '--account', scene.account, ...scene.at]);
  const actions = entries.slice(0, 5).map(({ action }: { action: string }) => action);
  assert.deepEqual(actions, [
    'application.deleted',
    'user.reactivated',
    'user.suspended',
    'application.secret_rotated',
    'application.created',
  ]);
});
