import { execFileSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** A Node.js of another version than this one, and what it says its version is. */
export interface OtherNode {
  readonly command: string;
  readonly version: string;
}

/** The oldest Node.js on the PATH that the client promises to run on and that is older than this one, if there is one. */
export function otherNode(): OtherNode | undefined {
  const found = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => {
    const command = join(folder, 'node');
    const version = versionOf(command);
    return version === undefined || !isPromised(version) ? [] : [{ command, version }];
  });
  const [oldest] = found.sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
  return oldest !== undefined && Number.parseInt(oldest.version, 10) < Number.parseInt(process.versions.node, 10)
    ? oldest
    : undefined;
}

function versionOf(command: string): string | undefined {
  try {
    return execFileSync(command, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .slice(1)
      .trim();
  } catch {
    return undefined;
  }
}

/** 20.19 or newer: `engines` of the package. */
function isPromised(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}
