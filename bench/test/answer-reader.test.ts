import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerReader, type ReadAnswer } from '../src/load/answer-reader.ts';

const PLAIN = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';
const EMPTY = 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n';
const CHUNKED =
  'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n0123\r\n6789\r\n0\r\n\r\n';
const WITHOUT_BODY = 'HTTP/1.1 204 No Content\r\nX: y\r\n\r\n';
const LAST = 'HTTP/1.1 500 Oh\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nno';
const ALL = [PLAIN, EMPTY, CHUNKED, WITHOUT_BODY, LAST];
const EXPECTED = [
  { status: 200, bytes: PLAIN.length, closes: false },
  { status: 404, bytes: EMPTY.length, closes: false },
  { status: 201, bytes: CHUNKED.length, closes: false },
  { status: 204, bytes: WITHOUT_BODY.length, closes: false },
  { status: 500, bytes: LAST.length, closes: true },
];

function read(parts: readonly string[]): ReadAnswer[] {
  const answers: ReadAnswer[] = [];
  const reader = new AnswerReader((answer) => answers.push(answer));
  for (const part of parts) reader.push(Buffer.from(part));
  return answers;
}

test('answers are told apart however they are cut', () => {
  const text = ALL.join('');
  for (let size = 1; size <= text.length; size += 1) {
    const parts = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
      text.slice(at * size, (at + 1) * size),
    );
    assert.deepEqual(read(parts), EXPECTED, `in parts of ${size}`);
  }
});

test('an answer that is not complete is not counted', () => {
  assert.deepEqual(read([PLAIN.slice(0, -1)]), []);
  assert.deepEqual(read([CHUNKED.slice(0, -1)]), []);
});

test('what is no answer, or has no end, is refused', () => {
  assert.throws(() => read(['SSH-2.0-OpenSSH\r\n\r\n']), /Not an HTTP/);
  assert.throws(() => read(['HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n']), /end cannot be told/);
  assert.throws(() => read(['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n']), /without a size/);
});
