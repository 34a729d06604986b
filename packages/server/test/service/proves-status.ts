import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import { after } from 'node:test';
import { OPERATIONS } from '@rollcall/contract';
import { observed } from './conformance.ts';

/**
 * Called by every `operations/<operation>/<status>.test.ts`: after its tests, the operation must have given that status
 * at least once, so that no file stands for a promise it does not prove.
 */
export function provesItsStatus(fileName: string): void {
  const operation = basename(dirname(fileName));
  const status = basename(fileName, '.test.ts');
  const id = OPERATIONS.find((each) => kebab(each.id) === operation)?.id;
  assert.ok(id, `${operation} is not an operation`);
  after(() => assert.ok(observed.has(`${id} ${status}`), `${id} never answered ${status}`));
}

/** `ListUsers` as its folder is called: `list-users`. */
export function kebab(id: string): string {
  return id.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
}
