import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertRefused, BASE_URL, SignInScene } from './sign-in-scene.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';

describe('invitations', () => {
  test('say whose they are, and make a passkey that is found without a name', async () => {
    await using scene = await SignInScene.open();
    const { json } = await scene.browser().call('BeginInvite', { token: await scene.invite(scene.owner) });

    assert.equal(json.name, 'Olga');
    assert.equal(json.account_name, scene.accountId);
    assert.deepEqual(json.options.authenticatorSelection, {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    });
    assert.equal(json.options.rp.id, 'rollcall.example.com');
    assert.equal(json.options.attestation, 'none');
    assert.ok(Buffer.from(json.options.user.id, 'base64url').length <= 64);
  });

  test('are good once', async () => {
    await using scene = await SignInScene.open();
    const token = await scene.invite(scene.owner);
    const authenticator = new SoftwareAuthenticator(BASE_URL);
    assert.equal((await scene.accept(scene.browser(), token, authenticator)).status, 200);

    assertRefused(await scene.accept(scene.browser(), token, new SoftwareAuthenticator(BASE_URL)));
    assert.equal((await scene.storage.listPasskeys(scene.owner)).length, 1);
  });

  test('are good once even for two who opened them at the same time', async () => {
    await using scene = await SignInScene.open();
    const token = await scene.invite(scene.owner);
    const pair = [scene.browser(), scene.browser()] as const;
    const responses: object[] = [];
    for (const browser of pair) {
      const { options } = (await browser.call('BeginInvite', { token })).json;
      responses.push(new SoftwareAuthenticator(BASE_URL).create(options));
    }
    const answers = await Promise.all(
      pair.map((browser, index) => browser.call('FinishInvite', { token, response: responses[index] })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401]);
    assert.equal((await scene.storage.listPasskeys(scene.owner)).length, 1);
  });

  test('are good for 15 minutes', async () => {
    await using scene = await SignInScene.open();
    const [early, late] = [await scene.invite(scene.owner), await scene.invite(scene.owner)];
    scene.clock.advance(15 * 60 - 1);
    assert.equal((await scene.accept(scene.browser(), early, new SoftwareAuthenticator(BASE_URL))).status, 200);
    scene.clock.advance(1);
    assertRefused(await scene.accept(scene.browser(), late, new SoftwareAuthenticator(BASE_URL)));
  });

  test('of somebody who is suspended meanwhile are dead', async () => {
    await using scene = await SignInScene.open();
    const person = await scene.person({ role: 'administrator' });
    const token = await scene.invite(person);
    const browser = scene.browser();
    const { options } = (await browser.call('BeginInvite', { token })).json;
    await scene.storage.suspendUser(scene.accountId, person.userId, scene.administration.service.context());

    const response = new SoftwareAuthenticator(BASE_URL).create(options);
    assertRefused(await browser.call('FinishInvite', { token, response }));
    assertRefused(await scene.browser().call('BeginInvite', { token }));
  });

  test('that never were, are refused and counted', async () => {
    await using scene = await SignInScene.open();
    for (let time = 0; time < 20; time += 1) {
      assertRefused(await scene.browser().call('BeginInvite', { token: `rci_${time}` }));
    }
    assert.equal((await scene.browser().call('BeginInvite', { token: 'rci_' })).status, 429);
  });

  test('make no passkey elsewhere, nor one of another invitation', async () => {
    await using scene = await SignInScene.open();
    const token = await scene.invite(scene.owner);
    for (const odd of [{ origin: 'https://example.net' }, { rpId: 'example.net' }, { unverified: true }]) {
      assertRefused(await scene.accept(scene.browser(), token, new SoftwareAuthenticator(BASE_URL), odd));
    }
    const browser = scene.browser();
    const { options } = (await browser.call('BeginInvite', { token: await scene.invite(scene.owner) })).json;
    const response = new SoftwareAuthenticator(BASE_URL).create(options);
    assertRefused(await browser.call('FinishInvite', { token, response }));
    assert.deepEqual(await scene.storage.listPasskeys(scene.owner), []);
  });

  test('a passkey that is registered already is not registered again, and the invitation stays good', async () => {
    await using scene = await SignInScene.open();
    const { authenticator } = await scene.register(scene.owner);
    const token = await scene.invite(await scene.person({ role: 'administrator' }));
    const answer = await scene.accept(scene.browser(), token, authenticator);
    assert.equal(answer.status, 409, answer.text);
    assert.equal((await scene.accept(scene.browser(), token, new SoftwareAuthenticator(BASE_URL))).status, 200);
  });

  test('whoever was signed in in the browser before is not any more', async () => {
    await using scene = await SignInScene.open();
    const browser = scene.browser();
    await scene.register(scene.owner, browser);
    const [before] = await scene.storage.listSessions(scene.owner, scene.clock.now());
    const other = await scene.person({ role: 'administrator', displayName: 'Ada' });

    await scene.register(other, browser);

    assert.equal((await browser.call('GetSession')).json.principal.name, 'Ada');
    const after = await scene.storage.listSessions(scene.owner, scene.clock.now());
    assert.ok(before && !after.some(({ id }) => id === before.id));
  });

  test('of an operator make an operator', async () => {
    await using scene = await SignInScene.open();
    const operatorId = '6f1c7f0e-8d5b-4f7c-9a0e-1b2c3d4e5f60';
    await scene.storage.createOperator({ id: operatorId, name: 'Otto' }, scene.administration.service.context());
    const browser = scene.browser();
    await scene.register({ kind: 'operator', operatorId }, browser);

    const { json } = await browser.call('GetSession');
    assert.deepEqual(json.principal, { kind: 'operator', id: operatorId, name: 'Otto' });
    assert.ok(json.permissions.includes('deployment.read'));
    assert.equal(json.account, undefined);
  });
});
