import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { newClientSecret } from '../../src/domain/credentials.ts';
import { systemRandom } from '../../src/domain/random.ts';
import type { Client, Service } from '../service/service.ts';
import { startHttpsService } from './https-service.ts';

/** Discovery as RFC 8414 has it: nothing is configured but the issuer. */
async function discover(service: Service): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(service.app.baseUrl);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2' }));
}

async function party(service: Service) {
  const client = await service.client(await service.account([{ displayName: 'Wendy' }]));
  return { client, as: await discover(service), ...identity(client) };
}

function identity({ clientId, clientSecret }: Client) {
  return { app: { client_id: clientId }, auth: oauth.ClientSecretBasic(clientSecret) };
}

async function requestToken(as: oauth.AuthorizationServer, app: oauth.Client, auth: oauth.ClientAuth, scope?: string) {
  const response = await oauth.clientCredentialsGrantRequest(as, app, auth, scope === undefined ? {} : { scope });
  return oauth.processClientCredentialsResponse(as, app, response);
}

async function introspect(as: oauth.AuthorizationServer, app: oauth.Client, auth: oauth.ClientAuth, token: string) {
  return oauth.processIntrospectionResponse(as, app, await oauth.introspectionRequest(as, app, auth, token));
}

test('oauth4webapi discovers the server and gets a token, with and without a scope', async () => {
  await using service = await startHttpsService();
  const { as, app, auth } = await party(service);

  for (const scope of [undefined, 'openid']) {
    const answer = await requestToken(as, app, auth, scope);

    assert.equal(answer.token_type, 'bearer', 'the library writes it in lower case');
    assert.equal(answer.expires_in, 900);
    assert.equal(answer.scope, 'openid');
  }
});

test('oauth4webapi calls the Users API with its token', async () => {
  await using service = await startHttpsService();
  const { client, as, app, auth } = await party(service);
  const { access_token } = await requestToken(as, app, auth);
  const url = new URL(`/v1/accounts/${client.accountId}/users`, service.app.baseUrl);

  const response = await oauth.protectedResourceRequest(access_token, 'GET', url);

  assert.equal(response.status, 200);
  const body: unknown = await response.json();
  assert.partialDeepStrictEqual(body, { results: [{ display_name: 'Wendy' }] });
});

test('oauth4webapi introspects and revokes its token', async () => {
  await using service = await startHttpsService();
  const { client, as, app, auth } = await party(service);
  const { access_token } = await requestToken(as, app, auth);

  const alive = await introspect(as, app, auth, access_token);
  await oauth.processRevocationResponse(await oauth.revocationRequest(as, app, auth, access_token));
  const dead = await introspect(as, app, auth, access_token);

  assert.equal(alive.active, true);
  assert.equal(alive.client_id, client.clientId);
  assert.equal(alive.iss, as.issuer);
  assert.equal(Number(alive.exp) - Number(alive.iat), 900);
  assert.deepEqual(dead, { active: false });
});

test('oauth4webapi finds the authorization server from the resource', async () => {
  await using service = await startHttpsService();
  const resource = new URL(service.app.baseUrl);

  const response = await oauth.resourceDiscoveryRequest(resource);
  const metadata = await oauth.processResourceDiscoveryResponse(resource, response);

  assert.deepEqual(metadata.authorization_servers, [service.app.baseUrl]);
  assert.equal((await discover(service)).issuer, service.app.baseUrl);
});

test('oauth4webapi reads our refusals as the OAuth errors they are', async () => {
  await using service = await startHttpsService();
  const { client, as, app, auth } = await party(service);
  const wrong = oauth.ClientSecretBasic(newClientSecret(systemRandom));

  await assert.rejects(requestToken(as, app, wrong), (error) => {
    assert.ok(error instanceof oauth.WWWAuthenticateChallengeError);
    assert.equal(error.status, 401);
    assert.equal(error.cause[0]?.scheme, 'basic');
    return true;
  });
  await assert.rejects(requestToken(as, app, auth, 'list_users'), (error) => {
    assert.ok(error instanceof oauth.ResponseBodyError);
    assert.equal(error.error, 'invalid_scope');
    assert.ok(error.error_description);
    return true;
  });
  const url = new URL(`/v1/accounts/${client.accountId}/users`, service.app.baseUrl);
  await assert.rejects(oauth.protectedResourceRequest('nonsense', 'GET', url), (error) => {
    assert.ok(error instanceof oauth.WWWAuthenticateChallengeError);
    assert.equal(error.cause[0]?.scheme, 'bearer');
    assert.equal(error.cause[0]?.parameters.error, 'invalid_token');
    return true;
  });
});

test('oauth4webapi form-encodes credentials, and an odd secret arrives whole', async () => {
  await using service = await startHttpsService();
  const { client, as, app } = await party(service);
  const odd = "a:b c%41+/=&*!~'()é🔑";
  await service.rotate(client, odd);

  const answer = await requestToken(as, app, oauth.ClientSecretBasic(odd));

  assert.equal(answer.expires_in, 900);
});
