import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { MAX_PAGE_SIZE } from '@rollcall/contract';
import fc from 'fast-check';
import { type PageCursor, PageTokens } from '../../src/domain/page-token.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { newResourceId } from '../../src/domain/resource-id.ts';

const ACCOUNT = newResourceId(systemRandom);
const KEY = randomBytes(32);
const tokens = new PageTokens(KEY);

const cursors: fc.Arbitrary<PageCursor> = fc.record(
  {
    state: fc.constantFrom(undefined, 'ACTIVE' as const, 'SUSPENDED' as const),
    size: fc.integer({ min: 1, max: MAX_PAGE_SIZE }),
    after: fc.record(
      {
        createTime: fc
          .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
          .map((date) => `${date.toISOString().slice(0, 19)}Z`),
        id: fc.constant(null).map(() => newResourceId(systemRandom)),
      },
      { noNullPrototype: true },
    ),
  },
  { noNullPrototype: true },
);

test('a token opens to the place it was sealed with, for its own account', () => {
  fc.assert(
    fc.property(cursors, (cursor) => {
      const token = tokens.seal(ACCOUNT, cursor);

      assert.match(token, /^[A-Za-z0-9_-]+$/);
      assert.deepEqual(tokens.open(ACCOUNT, token), cursor);
      assert.deepEqual(new PageTokens(KEY).open(ACCOUNT, token), cursor, 'a server that has not seen it');
      assert.equal(tokens.open(newResourceId(systemRandom), token), undefined);
      assert.equal(new PageTokens(randomBytes(32)).open(ACCOUNT, token), undefined);
    }),
  );
});

test('a token with any one bit changed, or cut, or padded, does not open', () => {
  fc.assert(
    fc.property(cursors, fc.nat(), (cursor, at) => {
      const token = tokens.seal(ACCOUNT, cursor);
      const bytes = Buffer.from(token, 'base64url');
      const bit = at % (bytes.length * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));

      assert.equal(tokens.open(ACCOUNT, bytes.toString('base64url')), undefined);
      assert.equal(tokens.open(ACCOUNT, token.slice(0, at % token.length)), undefined);
      assert.equal(tokens.open(ACCOUNT, `${token}=`), undefined);
      assert.equal(tokens.open(ACCOUNT, `${token}A`), undefined);
    }),
  );
});

test('junk does not open and does not throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => !tokens.open(ACCOUNT, text)));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      return !tokens.open(ACCOUNT, Buffer.from(bytes).toString('base64url'));
    }),
  );
});
