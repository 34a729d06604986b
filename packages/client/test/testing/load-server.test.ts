import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadServer } from '../../src/testing/load-server.ts';

test('the sandbox runs where the server says it does, and says so elsewhere', async () => {
  const manifest = await readFile(new URL('../../../server/package.json', import.meta.url), 'utf8');
  assert.equal(JSON.parse(manifest).engines.node, '^24.11.0 || >=26.0.0'); // what load-server.ts has it from
  for (const version of ['24.11.0', '24.21.3', '26.0.0', '30.1.0']) await loadServer(version);
  for (const version of ['20.19.0', '22.22.0', '24.10.9', '25.9.0']) {
    await assert.rejects(loadServer(version), {
      message: `The sandbox needs Node.js 24.11 or newer (24 and 26 are the supported lines); this is ${version}.`,
    });
  }
});
