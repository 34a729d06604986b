import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storageWith } from '../../http/faulty-storage.ts';
import { Administration } from '../administration.ts';
import { assertRefused, BASE_URL, Browser, SignInScene } from './sign-in-scene.ts';

test('what is begun at one server is finished at another, once, and known at both', async () => {
  await using scene = await SignInScene.open();
  // The scene closes the store that both work on.
  const storage = storageWith(scene.storage, { close: async () => {} });
  await using other = await Administration.start({ publicUrl: BASE_URL, storage });
  const { authenticator } = await scene.register(scene.owner);
  const [here, there] = [scene.browser(), new Browser(other)];

  const { options } = (await here.call('BeginPasskey')).json;
  for (const [name, value] of here.cookies) there.cookies.set(name, value);
  const signedIn = await there.call('FinishPasskey', { response: authenticator.get(options) });

  assert.equal(signedIn.status, 200, signedIn.text);
  assertRefused(await here.call('FinishPasskey', { response: authenticator.get(options) }));
  for (const [name, value] of there.cookies) here.cookies.set(name, value);
  assert.deepEqual((await here.call('GetSession')).json, signedIn.json);
  here.csrfToken = signedIn.json.csrf_token;
  assert.equal((await here.call('SignOut')).status, 204);
  assert.equal((await there.call('GetSession')).status, 204);
});
