import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { rollcallJson, startService, temporaryFolder } from '../support/rollcall.ts';
import { guideSceneOn, runGuide, SKIP } from './guide.ts';

it('docs/guides/administer-a-running-server.md', { skip: SKIP }, async (context) => {
  const at = ['--data-dir', await temporaryFolder(context)];
  const { line } = await startService(context, ['serve', '--demo', '--log-level', 'silent', ...at]);
  const permissions = 'applications.read,applications.write,people.read,audit.read';
  const { applications } = await rollcallJson(['application', 'list', ...at]);
  const { account_id: account, client_id: client } = applications[0];
  const named = ['--label', 'Guide', '--account', account, '--permission', permissions];
  const { admin_key: key } = await rollcallJson(['admin', 'key', 'create', ...named, ...at]);
  const scene = await guideSceneOn(context, line, {
    ROLLCALL_ADMIN_SERVER: line.base_url,
    ROLLCALL_ACCOUNT: account,
    ROLLCALL_CLIENT_ID: client,
  });
  await writeFile(join(scene.folder, 'admin-key'), `${key}\n`);
  await runGuide('administer-a-running-server.md', scene);

  const rotated = JSON.parse(await readFile(join(scene.folder, 'rotated.json'), 'utf8'));
  assert.match(rotated.client_secret, /^rcs_/);
  const { secrets } = await rollcallJson(['application', 'secret', 'list', client, ...at]);
  const ends = secrets.map(({ expire_time }: { expire_time?: string }) => typeof expire_time);
  assert.deepEqual(ends, ['string', 'undefined']);
});
