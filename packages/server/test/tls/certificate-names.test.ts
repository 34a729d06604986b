import assert from 'node:assert/strict';
import { isIPv6 } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressBytes, certificateNames, isUnder } from '../../src/tls/certificate-names.ts';

test('names come out in one spelling, once, after the loopback ones', () => {
  const names = certificateNames([
    'LOCALHOST',
    'Api.Example.Test',
    'api.example.test',
    '0:0:0:0:0:0:0:1',
    'bücher.test',
  ]);
  assert.deepEqual(names, ['localhost', '127.0.0.1', '::1', 'api.example.test', 'xn--bcher-kva.test']);
});

test('an IPv6 address in any spelling becomes its 16 bytes', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const [canonical = ''] = certificateNames([address]).slice(-1);
      assert.ok(isIPv6(canonical));
      const bytes = addressBytes(canonical);
      assert.equal(bytes.length, 16);
      const spelt = Buffer.from(bytes)
        .toString('hex')
        .replace(/(.{4})(?!$)/g, '$1:');
      assert.equal(certificateNames([spelt]).at(-1), canonical);
    }),
  );
});

test('a name lies under a permitted one only at a dot', () => {
  assert.equal(isUnder('example.test', 'example.test'), true);
  assert.equal(isUnder('a.b.example.test', 'example.test'), true);
  assert.equal(isUnder('*.example.test', 'example.test'), true);
  assert.equal(isUnder('badexample.test', 'example.test'), false);
  assert.equal(isUnder('test', 'example.test'), false);
});
