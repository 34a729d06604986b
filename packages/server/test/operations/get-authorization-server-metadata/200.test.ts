import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provesItsStatus } from '../../service/proves-status.ts';
import { Service } from '../../service/service.ts';

provesItsStatus(import.meta.filename);

const PATH = '/.well-known/oauth-authorization-server';

test('the metadata names the endpoints under the public URL and what they take (RFC 8414)', async () => {
  const publicUrl = 'https://users.example.com';
  await using service = await Service.start({ publicUrl });

  const answer = await service.send('GET', PATH);

  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
  assert.deepEqual(answer.json, {
    issuer: publicUrl,
    token_endpoint: `${publicUrl}/v1/oauth/token`,
    revocation_endpoint: `${publicUrl}/v1/oauth/revoke`,
    introspection_endpoint: `${publicUrl}/v1/oauth/introspect`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    scopes_supported: ['openid'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
    revocation_endpoint_auth_methods_supported: ['client_secret_basic'],
    introspection_endpoint_auth_methods_supported: ['client_secret_basic'],
  });
});

test('without a public URL it is the listener, and every endpoint it names is there', async () => {
  for (const apiVersions of [['v1beta1', 'v1'], ['v1beta1'], ['v1']] as const) {
    await using service = await Service.start({ apiVersions });
    const { json } = await service.send('GET', PATH);

    assert.equal(json.issuer, service.app.baseUrl);
    for (const name of ['token_endpoint', 'revocation_endpoint', 'introspection_endpoint']) {
      const { origin, pathname } = new URL(json[name]);
      assert.equal(origin, service.app.baseUrl);
      const { status } = await service.send('POST', pathname, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      assert.equal(status, 401, `${name} asks for credentials`);
    }
  }
});

test('anyone may ask, with or without credentials', async () => {
  await using service = await Service.start();

  for (const authorization of ['Bearer nonsense', 'Basic !']) {
    assert.equal((await service.send('GET', PATH, { headers: { authorization } })).status, 200);
  }
});
