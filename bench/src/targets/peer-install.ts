import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What a user would pick instead, as of the newest stable release. Exact, so that figures can be compared. */
export const PEERS = {
  '@stoplight/prism-cli': '5.16.0',
  'json-server': '0.17.4',
  'oauth2-mock-server': '9.3.0',
  'oidc-provider': '9.13.3',
} as const;

/** Apart from the repository's own packages: they weigh about 90 MB, which nobody needs who does not compare. */
const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache/rollcall-bench', import.meta.url));

/** The folder the peers are in. They are installed first where they are not, without running any of their scripts. */
export async function installPeers(report: (line: string) => void): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const wanted = JSON.stringify({ private: true, dependencies: PEERS }, undefined, 2);
  const manifest = join(FOLDER, 'package.json');
  if (isInstalled(FOLDER)) return FOLDER;
  writeFileSync(manifest, wanted);
  report(
    `Installing ${Object.entries(PEERS)
      .map((peer) => peer.join('@'))
      .join(', ')} into ${FOLDER} …`,
  );
  const flags = ['--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund', '--workspaces=false'];
  await promisify(execFile)('npm', ['install', ...flags], { cwd: FOLDER });
  return FOLDER;
}

function isInstalled(folder: string): boolean {
  return Object.entries(PEERS).every(([name, version]) => {
    try {
      return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version === version;
    } catch {
      return false;
    }
  });
}
