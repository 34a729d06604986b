import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as client from 'openid-client';
import type { Service } from '../service/service.ts';
import { startHttpsService } from './https-service.ts';

async function configure(service: Service) {
  const { accountId, clientId, clientSecret } = await service.client(await service.account([{}, {}]));
  const config = await client.discovery(
    new URL(service.app.baseUrl),
    clientId,
    undefined,
    client.ClientSecretBasic(clientSecret),
    { algorithm: 'oauth2' },
  );
  return { accountId, clientId, config };
}

test('openid-client: discovery, token, call, introspection, revocation', async () => {
  await using service = await startHttpsService();
  const { accountId, clientId, config } = await configure(service);
  const list = new URL(`/v1/accounts/${accountId}/users`, service.app.baseUrl);

  const tokens = await client.clientCredentialsGrant(config, { scope: 'openid' });
  const response = await client.fetchProtectedResource(config, tokens.access_token, list, 'GET');
  const alive = await client.tokenIntrospection(config, tokens.access_token);
  await client.tokenRevocation(config, tokens.access_token, { token_type_hint: 'access_token' });
  const dead = await client.tokenIntrospection(config, tokens.access_token);

  assert.equal(config.serverMetadata().issuer, service.app.baseUrl);
  assert.equal(tokens.expires_in, 900);
  assert.partialDeepStrictEqual(await response.json(), { results: [{ state: 'ACTIVE' }, { state: 'ACTIVE' }] });
  assert.equal(alive.active, true);
  assert.equal(alive.sub, clientId);
  assert.deepEqual(dead, { active: false });
  await assert.rejects(client.fetchProtectedResource(config, tokens.access_token, list, 'GET'), {
    name: 'WWWAuthenticateChallengeError',
  });
});

test('openid-client: the preview family alone is discovered as well', async () => {
  await using service = await startHttpsService({ apiVersions: ['v1beta1'] });
  const { config } = await configure(service);

  const { access_token } = await client.clientCredentialsGrant(config);

  assert.match(String(config.serverMetadata().token_endpoint), /\/v1beta1\/users\/oauth2\/token$/);
  assert.equal((await client.tokenIntrospection(config, access_token)).active, true);
});

test('openid-client: a refused grant is a ResponseBodyError with our words', async () => {
  await using service = await startHttpsService();
  const { config } = await configure(service);

  await assert.rejects(client.clientCredentialsGrant(config, { scope: 'email' }), {
    error: 'invalid_scope',
    status: 400,
  });
  await assert.rejects(client.genericGrantRequest(config, 'urn:ietf:params:oauth:grant-type:token-exchange', {}), {
    error: 'unsupported_grant_type',
  });
});
