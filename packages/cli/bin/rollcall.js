#!/usr/bin/env node
// Plain JavaScript without modern syntax: an older Node must get as far as the sentence below.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 24 || (version[0] === 24 && version[1] < 11)) {
  process.stderr.write(
    `rollcall needs Node.js 24.11 or newer (24 and 26 are the supported lines); this is ${process.version}.\n`,
  );
  process.exit(1);
}
import('../src/main.ts');
