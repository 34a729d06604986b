import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { networkOf } from '../../src/limits/network.ts';

test('an IPv4 address stands for itself, however it is written', () => {
  for (const written of ['192.0.2.7', '::ffff:192.0.2.7', '::ffff:c000:207', '64:ff9b::192.0.2.7', '192.0.2.7:50123']) {
    assert.equal(networkOf(written), '192.0.2.7', written);
  }
});

test('an IPv6 address stands for its /64, however it is written', () => {
  const spellings = ['2001:db8:0:7::1', '2001:0DB8:0000:0007:ffff::', '2001:db8::7:1:2:3:4', '[2001:db8:0:7::9]:443'];
  for (const written of spellings) assert.equal(networkOf(written), '2001:db8:0:7::/64', written);
  assert.equal(networkOf('::1'), '0:0:0:0::/64');
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
});

test('addresses of one network are one, of two networks two', () => {
  const half = fc.array(fc.nat(0xffff), { minLength: 4, maxLength: 4 });
  const write = (groups: readonly number[]) => groups.map((group) => group.toString(16)).join(':');
  fc.assert(
    fc.property(half, half, half, half, (network, other, host, otherHost) => {
      fc.pre(network[0] !== 0 && network[0] !== 0x64 && other[0] !== 0 && other[0] !== 0x64);
      const one = networkOf(write([...network, ...host]));
      assert.equal(networkOf(write([...network, ...otherHost])), one);
      assert.equal(networkOf(write([...other, ...host])) === one, write(network) === write(other));
    }),
  );
});

test('anything else stands for itself, as far as it is not too long', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      assert.ok(networkOf(text).length <= 64);
    }),
  );
  assert.equal(networkOf('unknown'), 'unknown');
});
