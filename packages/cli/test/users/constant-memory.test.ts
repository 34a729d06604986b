import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, it } from 'node:test';
import { BIN, cleanEnvironment, startService, temporaryFolder } from '../support/rollcall.ts';
import { ACCOUNT, APPLICATION, connectionEnvironment, foldersIn } from './people-scene.ts';

const PEOPLE = 100_000;
/** As objects 100,000 people take over 60 MB; a walk over them gets along with 16 in all. */
const HEAP_MEGABYTES = 24;

function* seedLines() {
  yield `${JSON.stringify({ type: 'account', id: ACCOUNT, name: 'Acme', provisioning: 'manual' })}\n`;
  yield `${JSON.stringify({ type: 'application', account_id: ACCOUNT, ...APPLICATION, scopes: ['list_users'] })}\n`;
  for (let index = 0; index < PEOPLE; index += 1) {
    const role = index === 0 ? 'owner' : 'member';
    const person = { email: `person${index}@example.com`, display_name: `林 Person ${index}`, role };
    yield `${JSON.stringify({ type: 'user', account_id: ACCOUNT, ...person })}\n`;
  }
}

describe('users list in constant memory', () => {
  it(`walks over ${PEOPLE} people in a heap of ${HEAP_MEGABYTES} MB`, async (context) => {
    const folder = await temporaryFolder(context);
    const seed = join(folder, 'seed.ndjson');
    await pipeline(Readable.from(seedLines()), createWriteStream(seed));
    const noLimits = ['--rate-limit-per-minute', '0', '--rate-limit-per-hour', '0'];
    const { line } = await startService(context, ['sandbox', '--http', '--seed', seed, ...noLimits]);
    const env = cleanEnvironment({ ...connectionEnvironment(line.base_url), ...foldersIn(folder) });
    const idsOf = async (format: string, read: (line: string) => string) => {
      const args = [`--max-old-space-size=${HEAP_MEGABYTES}`, BIN, 'users', 'list', '--output', format];
      const walk = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
      const exit = once(walk, 'exit');
      const ids = new Set<string>();
      let lines = 0;
      for await (const each of createInterface({ input: walk.stdout })) {
        lines += 1;
        ids.add(read(each));
      }
      return { code: (await exit)[0], lines, ids: ids.size };
    };
    const [ndjson, table] = await Promise.all([
      idsOf('ndjson', (text) => JSON.parse(text).id),
      idsOf('table', (text) => text.slice(0, 26)),
    ]);
    assert.deepEqual(ndjson, { code: 0, lines: PEOPLE, ids: PEOPLE });
    // The heading is a line too.
    assert.deepEqual(table, { code: 0, lines: PEOPLE + 1, ids: PEOPLE + 1 });
  });
});
