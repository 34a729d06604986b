import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ClientOptions, createClient, createLimiter, ERR_INVALID_OPTIONS, OptionsError } from '@rollcall/client';
import { readOptions } from '../src/settings.ts';

const GOOD: ClientOptions = {
  baseUrl: 'https://users.example.com',
  accountId: 'A'.repeat(26),
  clientId: '0b8a2c1e-1111-4222-8333-444455556666',
  clientSecret: 'the-secret-itself',
};

const REFUSED: readonly (readonly [name: string, given: object])[] = [
  ['accountId', { accountId: 'short' }],
  ['accountId', { accountId: undefined }],
  ['clientId', { clientId: undefined }],
  ['clientId', { clientId: '' }],
  ['clientId', { clientId: 'a:b' }],
  ['clientSecret', { clientSecret: undefined }],
  ['clientSecret', { clientSecret: '' }],
  ['clientSecret', { clientSecret: 'the-secret-itself\n' }],
  ['apiVersion', { apiVersion: 'v2' }],
  ['userAgent', { userAgent: 'evil\r\nx-header: 1' }],
  ['userAgent', { userAgent: '' }],
  ['timeoutMs', { timeoutMs: 0 }],
  ['timeoutMs', { timeoutMs: Number.NaN }],
  ['retry.maxAttempts', { retry: { maxAttempts: 0 } }],
  ['retry.maxTotalMs', { retry: { maxTotalMs: -1 } }],
  ['retry.baseDelayMs', { retry: { baseDelayMs: Number.NaN } }],
  ['retry.maxDelayMs', { retry: { maxDelayMs: -0.1 } }],
  ['baseUrl', { baseUrl: undefined }],
  ['baseUrl', { baseUrl: 'people.example.org' }],
  ['baseUrl', { baseUrl: 'http://users.example.com' }],
  ['baseUrl', { baseUrl: 'http://127.0.0.1.example.com' }],
  ['baseUrl', { baseUrl: 'ftp://localhost' }],
  ['baseUrl', { baseUrl: 'https://ada:the-secret-itself@users.example.com' }],
  ['baseUrl', { baseUrl: 'https://:the-secret-itself@users.example.com' }],
  ['baseUrl', { baseUrl: 'https://users.example.com/?key=the-secret-itself' }],
  ['baseUrl', { baseUrl: 'https://users.example.com/#' }],
  ['baseUrl', { baseUrl: 'https://users.example.com/v1' }],
  ['baseUrl', { baseUrl: 'https://users.example.com/directory/v1beta1/' }],
  ['baseUrl', { region: 'eu' }],
  ['region', { region: 'us', baseUrl: undefined }],
  ['region', { region: 'toString', baseUrl: undefined }],
];

describe('options that cannot be used are refused', () => {
  for (const [name, given] of REFUSED) {
    it(`by name and without their value: ${name}`, () => {
      const options = { ...GOOD, ...given } as ClientOptions; // what a caller without types could hand in
      assert.throws(
        () => createClient(options),
        (error) => {
          assert.ok(error instanceof OptionsError);
          assert.equal(error.code, ERR_INVALID_OPTIONS);
          assert.ok(error.message.startsWith(`${name} must be `), error.message);
          const values = Object.values(given).filter((value) => typeof value === 'string' && value.length > 3);
          for (const value of [...values, 'the-secret-itself']) assert.ok(!error.message.includes(String(value)));
          return true;
        },
      );
    });
  }

  it('also where there are none', () => {
    const withoutTypes: (...given: unknown[]) => unknown = Reflect.apply.bind(undefined, createClient, undefined, []);
    assert.throws(() => withoutTypes(), { code: ERR_INVALID_OPTIONS, message: 'options must be given.' });
  });

  it('of a limiter too', () => {
    for (const perMinute of [0, 1.5, Number.NaN, Infinity]) {
      assert.throws(() => createLimiter({ perMinute }), { code: ERR_INVALID_OPTIONS, message: /^perMinute must be/ });
    }
  });
});

describe('options that can be used', () => {
  it('are a region or a base URL, on this machine without TLS too', () => {
    const { baseUrl: _, ...rest } = GOOD;
    assert.equal(readOptions({ ...rest, region: 'ca' }).baseUrl, 'https://api.1password.ca');
    for (const baseUrl of [
      'https://users.example.com',
      'https://users.example.com:8443/directory',
      'http://localhost:8080',
      'http://users.localhost',
      'http://127.1.2.3',
      'http://[::1]:8080',
    ]) {
      assert.equal(readOptions({ ...GOOD, baseUrl }).baseUrl, baseUrl);
      assert.equal(readOptions({ ...GOOD, baseUrl: `${baseUrl}/` }).baseUrl, baseUrl);
    }
  });

  it('may leave out what has a default, and ask for no bounds at all', () => {
    const { apiVersion, timeoutMs, retry } = readOptions(GOOD);
    assert.deepEqual([apiVersion, timeoutMs], ['v1', 30_000]);
    assert.deepEqual(retry, { maxAttempts: 5, maxTotalMs: 120_000, baseDelayMs: 250, maxDelayMs: 10_000 });
    assert.equal(readOptions({ ...GOOD, retry: false }).retry.maxAttempts, 1);
    // A timer of more than 24 days would go off at once.
    assert.equal(readOptions({ ...GOOD, timeoutMs: Infinity }).timeoutMs, 2 ** 31 - 1);
  });
});
