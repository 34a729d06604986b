import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  hashCredential,
  hashesEqual,
  isAccessToken,
  newAccessToken,
  newClientSecret,
} from '../../src/domain/credentials.ts';
import { systemRandom } from '../../src/domain/random.ts';

test('tokens and secrets carry their prefix, and read the same before and after form decoding', () => {
  const token = newAccessToken(systemRandom);
  const secret = newClientSecret(systemRandom);

  assert.match(token, /^rct_[A-Za-z0-9_-]{49}$/);
  assert.match(secret, /^rcs_[A-Za-z0-9_-]{49}$/);
  assert.equal(new URLSearchParams(`secret=${secret}`).get('secret'), secret);
});

test('a token with any one character changed is not a token any more', () => {
  fc.assert(
    fc.property(fc.nat(52), fc.constantFrom(...'abcXYZ019-_.'), (at, character) => {
      const token = newAccessToken(systemRandom);
      const changed = token.slice(0, at) + character + token.slice(at + 1);

      assert.equal(isAccessToken(token), true);
      assert.equal(isAccessToken(changed), changed === token);
    }),
  );
});

test('a secret is not taken for a token, and junk neither', () => {
  assert.equal(isAccessToken(newClientSecret(systemRandom)), false);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => isAccessToken(text) === false));
});

test('hashes are SHA-256 in hex, and equal exactly when they are the same', () => {
  const hash = hashCredential('abc');

  assert.equal(hash, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(hashesEqual(hash, hashCredential('abc')), true);
  assert.equal(hashesEqual(hash, hashCredential('abd')), false);
  assert.equal(hashesEqual(hash, 'short'), false);
});
