import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertRefused, BASE_URL, type Browser, SignInScene } from './sign-in-scene.ts';
import { type Odd, SoftwareAuthenticator } from './software-authenticator.ts';

async function add(browser: Browser, authenticator: SoftwareAuthenticator, odd?: Odd, label?: string) {
  const begun = await browser.call('BeginRegistration');
  if (begun.status !== 200) return begun;
  return browser.call('FinishRegistration', { response: authenticator.create(begun.json.options, odd), label });
}

describe("one's own passkeys", () => {
  test('are added and named, sign in, and are removed', async () => {
    await using scene = await SignInScene.open();
    const browser = scene.browser();
    const { authenticator: first } = await scene.register(scene.owner, browser);
    const second = new SoftwareAuthenticator(BASE_URL);
    scene.clock.advance(1);

    const added = await add(browser, second, {}, 'Work laptop');

    assert.equal(added.status, 201, added.text);
    const labels = added.json.passkeys.map(({ label }: { label: string }) => label);
    assert.deepEqual(labels, ['Passkey', 'Work laptop']);
    assert.equal((await scene.signIn(scene.browser(), { principal: scene.owner, authenticator: second })).status, 200);
    assert.equal((await browser.call('RemovePasskey', undefined, { passkey: first.credentialId })).status, 204);
    assertRefused(await scene.signIn(scene.browser(), { principal: scene.owner, authenticator: first }));
    const { passkeys } = (await browser.call('ListPasskeys')).json;
    assert.deepEqual(
      passkeys.map(({ id }: { id: string }) => id),
      [second.credentialId],
    );
    assert.ok(passkeys[0].last_use_time);
  });

  test('of the same device are not made twice', async () => {
    await using scene = await SignInScene.open();
    const browser = scene.browser();
    const { authenticator } = await scene.register(scene.owner, browser);
    const { options } = (await browser.call('BeginRegistration')).json;
    assert.deepEqual(options.excludeCredentials, [
      { id: authenticator.credentialId, type: 'public-key', transports: ['internal'] },
    ]);
    assert.equal((await add(browser, authenticator)).status, 409);
  });

  test('are twenty at the most, also where more were begun before', async () => {
    await using scene = await SignInScene.open();
    const browser = scene.browser();
    await scene.register(scene.owner, browser);
    const early = scene.browser();
    await scene.register(scene.owner, early);
    const begun = await early.call('BeginRegistration');
    for (let number = 2; number < 20; number += 1) {
      assert.equal((await add(browser, new SoftwareAuthenticator(BASE_URL))).status, 201);
    }
    const answers = [
      await browser.call('BeginRegistration'),
      await early.call('FinishRegistration', {
        response: new SoftwareAuthenticator(BASE_URL).create(begun.json.options),
      }),
    ];
    for (const { status, json } of answers) assert.deepEqual([status, json.message], [400, 'failed_precondition']);
    assert.equal((await scene.storage.listPasskeys(scene.owner)).length, 20);
  });

  test('take a sign-in that is not older than five minutes', async () => {
    await using scene = await SignInScene.open();
    const browser = scene.browser();
    const { authenticator } = await scene.register(scene.owner, browser);
    scene.clock.advance(301);
    const passkey = authenticator.credentialId;
    const answers = [
      await browser.call('BeginRegistration'),
      await browser.call('FinishRegistration', { response: {} }),
      await browser.call('RemovePasskey', undefined, { passkey }),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [403, 403, 403],
    );
    await scene.signIn(browser, { principal: scene.owner, authenticator });
    assert.equal((await browser.call('BeginRegistration')).status, 200);
  });

  test('are not made elsewhere, nor with the challenge of another session', async () => {
    await using scene = await SignInScene.open();
    const [olga, other] = [scene.browser(), scene.browser()];
    await scene.register(scene.owner, olga);
    await scene.register(await scene.person({ role: 'administrator' }), other);
    assertRefused(await add(olga, new SoftwareAuthenticator(BASE_URL), { origin: 'https://example.net' }));
    const { options } = (await other.call('BeginRegistration')).json;
    for (const [name, value] of other.cookies) if (name.endsWith('sign-in')) olga.cookies.set(name, value);
    const response = new SoftwareAuthenticator(BASE_URL).create(options);
    assertRefused(await olga.call('FinishRegistration', { response }));
  });

  test("are one's own: somebody else's is not there", async () => {
    await using scene = await SignInScene.open();
    const [olga, other] = [scene.browser(), scene.browser()];
    const { authenticator } = await scene.register(scene.owner, olga);
    await scene.register(await scene.person({ role: 'administrator' }), other);
    const passkey = authenticator.credentialId;
    assert.equal((await other.call('RemovePasskey', undefined, { passkey })).status, 404);
    assert.equal((await scene.storage.listPasskeys(scene.owner)).length, 1);
  });

  test('the only one stays, as nothing else would sign them in', async () => {
    await using scene = await SignInScene.open();
    const browser = scene.browser();
    const { authenticator } = await scene.register(scene.owner, browser);
    const answer = await browser.call('RemovePasskey', undefined, { passkey: authenticator.credentialId });
    assert.equal(answer.status, 400, answer.text);
    assert.match(answer.text, /another/);
  });
});
