import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ConnectionValues, targetOf } from '../../src/connection/resolve-connection.ts';

const PROFILE = {
  name: 'prod',
  region: undefined,
  baseUrl: 'https://users.example.com',
  accountId: 'ACMEACMEACMEACMEACMEACMEAC',
  clientId: '7d444840-9dc0-4d1b-b245-5ffdce74fad2',
  apiVersion: 'v1beta1',
  caFile: '/etc/acme-ca.pem',
  secretStore: 'file',
} as const;

function given(values: Partial<ConnectionValues>): ConnectionValues {
  const nothing = {
    profile: undefined,
    baseUrl: undefined,
    region: undefined,
    account: undefined,
    clientId: undefined,
    clientSecret: undefined,
    apiVersion: undefined,
    caFile: undefined,
    config: undefined,
  };
  return { ...nothing, timeout: 30, maxWait: 120, verbose: false, ...values };
}

describe('what options and profile say together', () => {
  it('takes all from the profile, and what is given before it', async () => {
    const { name: _, secretStore: __, ...own } = PROFILE;
    assert.deepEqual(await targetOf(given({}), PROFILE), own);
    const more = { apiVersion: 'v1', caFile: '/other.pem' } as const;
    assert.deepEqual(await targetOf(given({ baseUrl: PROFILE.baseUrl, ...more }), PROFILE), { ...own, ...more });
  });

  it('keeps the CA, the region and the path family of a profile to its own server', async () => {
    const { accountId, clientId } = PROFILE;
    const baseUrl = 'https://other.example.com';
    assert.deepEqual(await targetOf(given({ baseUrl }), { ...PROFILE, region: 'eu' }), {
      region: undefined,
      baseUrl,
      accountId,
      clientId,
      apiVersion: 'v1',
      caFile: undefined,
    });
  });
});
