import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { rollcallJson, startService, temporaryFolder } from '../support/rollcall.ts';
import { type GuideScene, guideSceneOn } from './guide.ts';

/** What a guide finds that works through the management API: a server, and a key in the file `admin-key`. */
export interface AdministrationScene extends GuideScene {
  /** `--data-dir` of the server. */
  readonly at: readonly string[];
  readonly account: string;
  /** Client id of the demo application. */
  readonly client: string;
}

/** @param permissions of the key, which is for the demo account */
export async function startAdministrationScene(
  context: TestContext,
  permissions: string,
): Promise<AdministrationScene> {
  const at = ['--data-dir', await temporaryFolder(context)];
  const { line } = await startService(context, ['serve', '--demo', '--log-level', 'silent', ...at]);
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
  return { ...scene, at, account, client };
}
