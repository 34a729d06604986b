/** What the server offers to tests. */
export type ServerSandbox = typeof import('@rollcall/server/sandbox');

/**
 * Loads the server, which is there for tests only: an optional peer of this package.
 *
 * @throws Error with a sentence, if it is not installed or cannot run here
 */
export async function loadServer(nodeVersion: string = process.versions.node): Promise<ServerSandbox> {
  if (!runsServer(nodeVersion)) {
    throw new Error(
      `The sandbox needs Node.js 24.11 or newer (24 and 26 are the supported lines); this is ${nodeVersion}.`,
    );
  }
  try {
    return await import('@rollcall/server/sandbox');
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw new Error('The sandbox needs the server: npm install --save-dev @rollcall/server', { cause });
  }
}

/** As `engines` of the server has it: `^24.11.0 || >=26.0.0`. A test holds them to each other. */
function runsServer(nodeVersion: string): boolean {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  return major >= 26 || (major === 24 && minor >= 11);
}

/** By its shape: test runners have an `Error` of their own. The name, because something else may be missing inside it. */
function isMissing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return false;
  const missing = error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND';
  return missing && /'@rollcall\/server(?:\/sandbox)?'/.test(String(error.message));
}
