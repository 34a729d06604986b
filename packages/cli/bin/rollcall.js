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
Promise.all([import('node:module'), import('node:os'), import('node:path'), import('node:fs')])
  .then(([{ enableCompileCache }, { homedir }, { join }, { existsSync, mkdirSync }]) => {
    if (process.env.NODE_COMPILE_CACHE) return;
    const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
    // One by one: left to make them all at once, Node hangs where none can be made, as in /proc.
    for (const folder of [cache, join(cache, 'rollcall')]) if (!existsSync(folder)) mkdirSync(folder, 0o700);
    enableCompileCache(join(cache, 'rollcall'));
  })
  .catch(() => {})
  .then(() => import('../src/main.ts'));
