import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { declaredStatuses } from '../service/conformance.ts';
import { kebab } from '../service/proves-status.ts';

test('every operation has one test file per status it declares, and no other', () => {
  for (const [operation, statuses] of declaredStatuses()) {
    const files = readdirSync(join(import.meta.dirname, kebab(operation))).filter((name) => name.endsWith('.test.ts'));

    assert.deepEqual(files.sort(), statuses.map((status) => `${status}.test.ts`).sort(), operation);
  }
});
