import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { directoryFileJsonSchema } from '@rollcall/contract/directory-file';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { seedDemoDirectory } from '../../src/directory/seed-demo-directory.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { CONTEXT, DirectoryStore, NOW } from './directory-store.ts';

const PUBLISHED = new URL('../../../../docs/reference/directory-file.schema.json', import.meta.url);

describe('the JSON Schema of the directory file', () => {
  test('is published as it is: npm run generate writes it', async () => {
    const published = await readFile(PUBLISHED, 'utf8');
    assert.equal(published, `${JSON.stringify(directoryFileJsonSchema(), null, 2)}\n`);
  });

  test('accepts an export', async () => {
    const ajv = formats.default(new Ajv2020({ strict: true }));
    const validate = ajv.compile(directoryFileJsonSchema());
    const store = new DirectoryStore();
    const options = {
      context: CONTEXT,
      clock: { now: () => NOW },
      random: systemRandom,
      credentials: 'fixed',
    } as const;
    await seedDemoDirectory(await store.opened, options);
    assert.ok(validate(JSON.parse(await store.export())), JSON.stringify(validate.errors));
    assert.ok(!validate({ accounts: [{ name: 'A', people: [] }] }));
  });
});
