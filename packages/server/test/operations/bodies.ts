import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertProblem, assertRefusal, type ExpectedRefusal } from '../service/assertions.ts';
import { Scene, type UsersOperation } from './scene.ts';

const JSON_BODY = 'application/json';
const FORM_BODY = 'application/x-www-form-urlencoded';
const REFUSED: ExpectedRefusal = {
  status: 400,
  code: 3,
  message: 'invalid_body',
  metadata: { field: 'body' },
  violations: [{ field: 'body', description: 'must be empty, or {} as application/json' }],
};
const TOO_LARGE: ExpectedRefusal = {
  ...REFUSED,
  violations: [{ field: 'body', description: 'is larger than 16 KiB' }],
};

/** What shipped clients send, and what means the same. */
const ACCEPTED: readonly (readonly [string | undefined, string])[] = [
  [undefined, ''],
  [FORM_BODY, ''],
  [`${FORM_BODY}; charset=utf-8`, ''],
  [JSON_BODY, ''],
  [JSON_BODY, '{}'],
  ['Application/JSON; charset=UTF-8', ' {\r\n\t} '],
];

const OTHERS: readonly (readonly [string | undefined, string])[] = [
  [undefined, '{}'],
  [FORM_BODY, '{}'],
  [FORM_BODY, 'a=b'],
  ['text/plain', '{}'],
  ['application/jsonx', '{}'],
  ['application/problem+json', '{}'],
  [JSON_BODY, '{"state":"SUSPENDED"}'],
  [JSON_BODY, '[]'],
  [JSON_BODY, 'null'],
  [JSON_BODY, '""'],
  [JSON_BODY, ' '],
  [JSON_BODY, '{'],
  [JSON_BODY, '{}{}'],
  [JSON_BODY, '\u00a0{}'],
  [JSON_BODY, '\ufeff{}'],
  [JSON_BODY, '{\u2028}'],
];

/** Tries every body that means nothing. */
export function takesBodiesThatMeanNothing(operation: UsersOperation): void {
  for (const [type, body] of ACCEPTED) {
    test(`a body of ${JSON.stringify(body)} as ${type ?? 'nothing'} means nothing`, async () => {
      await using scene = await Scene.open(operation);
      const answer = await scene.call({ headers: type === undefined ? {} : { 'content-type': type }, body });

      assert.equal(answer.status, 200);
      assert.notEqual(await scene.stateOf(), operation.state);
    });
  }
}

/** Every other body is refused, and nothing is changed. */
export function refusesOtherBodies(operation: UsersOperation): void {
  describe('bodies that mean something', () => {
    test('are refused', async () => {
      await using scene = await Scene.open(operation);

      for (const [type, body] of OTHERS) {
        const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
        assertRefusal(await scene.call({ headers, body }), REFUSED);
        headers.accept = 'application/problem+json';
        assertProblem(await scene.call({ headers, body }), REFUSED);
      }
      assert.equal(await scene.stateOf(), operation.state);
    });

    test('are refused when they come in pieces or are too large', async () => {
      await using scene = await Scene.open(operation);
      const pieces = { 'content-type': JSON_BODY, 'transfer-encoding': 'chunked' };

      assertRefusal(await scene.call({ headers: pieces, body: '{"a":1}' }), REFUSED);
      for (const headers of [pieces, { 'content-type': JSON_BODY }]) {
        assertRefusal(await scene.call({ headers, body: `{${' '.repeat(16 * 1024)}}` }), TOO_LARGE);
      }
      assert.equal(await scene.stateOf(), operation.state);
      assert.equal((await scene.call({ headers: pieces, body: '{}' })).status, 200);
    });

    test('are refused before the person is looked for', async () => {
      await using scene = await Scene.open(operation);

      assertRefusal(await scene.call({ userId: 'nobody', body: 'x' }), REFUSED);
    });
  });
}
