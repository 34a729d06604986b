import assert from 'node:assert/strict';
import type { Answer } from '../../service/request.ts';

/** The answer is a refusal of RFC 6749 section 5.2: exactly two members, in their order, and never to be cached. */
export function assertOAuthRefusal(answer: Answer, status: number, error: string): void {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.json.error, error, answer.text);
  assert.deepEqual(Object.keys(answer.json), ['error', 'error_description']);
  assert.ok(answer.json.error_description.length > 10, 'the description is a sentence');
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
  assert.match(String(answer.headers['x-request-id']), /^[\w-]+$/);
}
