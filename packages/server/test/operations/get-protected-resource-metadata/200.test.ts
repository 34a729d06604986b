import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provesItsStatus } from '../../service/proves-status.ts';
import { Service } from '../../service/service.ts';

provesItsStatus(import.meta.filename);

const PATH = '/.well-known/oauth-protected-resource';

test('the metadata names the authorization server (RFC 9728)', async () => {
  const publicUrl = 'https://users.example.com';
  await using service = await Service.start({ publicUrl });

  const answer = await service.send('GET', PATH);

  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json, {
    resource: publicUrl,
    authorization_servers: [publicUrl],
    bearer_methods_supported: ['header'],
    resource_name: 'Users API',
  });
});

test('a refused call leads from its challenge to the token endpoint', async () => {
  await using service = await Service.start();
  const account = await service.account();

  const refused = await service.send('GET', `/v1/accounts/${account}/users`);

  assert.equal(refused.status, 401);
  const challenge = String(refused.headers['www-authenticate']);
  const metadataUrl = /resource_metadata="([^"]+)"/.exec(challenge)?.[1];
  assert.ok(metadataUrl, challenge);
  const resource = await service.send('GET', new URL(metadataUrl).pathname);
  assert.equal(resource.json.resource, service.app.baseUrl);
  const [server] = resource.json.authorization_servers;
  const metadata = await service.send('GET', `${new URL(server).pathname}.well-known/oauth-authorization-server`);
  assert.equal(metadata.json.issuer, server);
});
