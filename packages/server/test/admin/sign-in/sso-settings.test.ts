import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CLIENT_ID, CLIENT_SECRET } from './identity-provider.ts';
import { REDIRECT_URI, SsoScene } from './sso-scene.ts';

describe('setting single sign-on up', () => {
  test('tells all of it but the secret, which the store keeps sealed', async () => {
    await using scene = await SsoScene.open();
    const { accountId, storage } = scene.signIn;
    const { json, text } = await scene.operator.call('GetSingleSignOn', undefined, { account: accountId });
    const { issuer } = scene.provider;
    assert.deepEqual(json, {
      issuer,
      client_id: CLIENT_ID,
      has_client_secret: true,
      redirect_uri: REDIRECT_URI,
    });
    assert.ok(!text.includes(CLIENT_SECRET));
    const stored = await storage.findSingleSignOn(accountId);
    assert.ok(stored?.sealedClientSecret && !stored.sealedClientSecret.includes(CLIENT_SECRET));
  });

  test('takes nothing that does not answer, and keeps what was', async () => {
    await using scene = await SsoScene.open();
    const { issuer } = scene.provider;
    for (const wrong of [`${issuer}/elsewhere`, 'https://localhost:1', 'https://']) {
      const answer = await scene.set({ issuer: wrong });
      assert.equal(answer.status, 400, answer.text);
    }
    assert.equal((await scene.set({ issuer: issuer.replace('https', 'http') })).status, 400);
    assert.equal((await scene.signIn.storage.findSingleSignOn(scene.signIn.accountId))?.issuer, issuer);
  });

  test('says so when the provider is away', async () => {
    await using scene = await SsoScene.open();
    await scene.set({ client_secret: 'changed' }); // not known under this secret yet
    await scene.provider[Symbol.asyncDispose]();
    const answer = await scene.signIn.browser().call('BeginSso', { account: scene.signIn.accountId });
    assert.equal(answer.status, 503, answer.text);
    assert.match(answer.headers['retry-after'] ?? '', /^\d+$/);
  });
});
