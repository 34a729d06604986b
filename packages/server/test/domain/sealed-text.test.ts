import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from '../../src/domain/random.ts';
import { openText, sealText } from '../../src/domain/sealed-text.ts';

const key = systemRandom.bytes(32);

test('what is sealed opens again with the same key for the same purpose, and for nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = sealText(key, 'a', text, systemRandom);

      assert.equal(openText(key, 'a', sealed), text);
      assert.equal(openText(key, 'b', sealed), undefined);
      assert.equal(openText(systemRandom.bytes(32), 'a', sealed), undefined);
    }),
  );
});

test('the same text is sealed otherwise each time', () => {
  assert.notEqual(sealText(key, 'a', 'text', systemRandom), sealText(key, 'a', 'text', systemRandom));
});

test('what was changed or is junk does not open', () => {
  const sealed = Buffer.from(sealText(key, 'a', 'some text', systemRandom), 'base64url');
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ flip;

      assert.equal(openText(key, 'a', changed.toString('base64url')), undefined);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (junk) => openText(key, 'a', junk) === undefined));
});
