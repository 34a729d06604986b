import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { rollcallJson } from '../support/rollcall.ts';
import { startAdministrationScene } from './administration-scene.ts';
import { runGuide, SKIP } from './guide.ts';

it('docs/guides/administer-a-running-server.md', { skip: SKIP }, async (context) => {
  const permissions = 'applications.read,applications.write,people.read,audit.read';
  const scene = await startAdministrationScene(context, permissions);
  await runGuide('administer-a-running-server.md', scene);

  const rotated = JSON.parse(await readFile(join(scene.folder, 'rotated.json'), 'utf8'));
  assert.match(rotated.client_secret, /^rcs_/);
  const { secrets } = await rollcallJson(['application', 'secret', 'list', scene.client, ...scene.at]);
  const ends = secrets.map(({ expire_time }: { expire_time?: string }) => typeof expire_time);
  assert.deepEqual(ends, ['string', 'undefined']);
});
