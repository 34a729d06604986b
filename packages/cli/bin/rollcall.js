#!/usr/bin/env node
// Plain JavaScript, no newer than modules themselves: an older Node must get as far as the sentence below.
const version = process.versions.node.split('.').map(Number);
if (version[0] < 24 || (version[0] === 24 && version[1] < 11)) {
  process.stderr.write(
    `rollcall needs Node.js 24.11 or newer (24 and 26 are the supported lines); this is ${process.version}.\n`,
  );
  process.exit(1);
}
// Compiled code is kept for the next start: it halves the time to the first answer. In the user's own folder, because
// nobody else may write what this user runs; where that cannot be, Node starts without.
Promise.all([import('node:module'), import('node:os'), import('node:path')])
  .then(([{ enableCompileCache }, { homedir }, { join }]) => {
    const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
    if (!process.env.NODE_COMPILE_CACHE) enableCompileCache(join(cache, 'rollcall'));
  })
  .catch(() => {})
  .then(() => import('../src/main.ts'));
