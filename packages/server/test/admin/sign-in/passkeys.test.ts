import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertRefused, BASE_URL, SignInScene } from './sign-in-scene.ts';
import type { Odd } from './software-authenticator.ts';

describe('signing in with a passkey', () => {
  test('an invitation registers one, which signs in from then on', async () => {
    await using scene = await SignInScene.open();
    const holder = await scene.register(scene.owner);
    const browser = scene.browser();

    const answer = await scene.signIn(browser, holder);

    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.json.principal.name, 'Olga');
    assert.equal(answer.json.account.id, scene.accountId);
    assert.equal(answer.json.method, 'passkey');
    assert.deepEqual((await browser.call('GetSession')).json, answer.json);
    const actions = (await scene.storage.listAudit({ limit: 4 })).map(({ action }) => action);
    assert.deepEqual(actions, ['session.started', 'session.started', 'passkey.added', 'invite.created']);
  });

  test('the cookie is for this host, HTTPS and no script, and the session secret is in no answer', async () => {
    await using scene = await SignInScene.open();
    const browser = scene.browser();
    const answer = await scene.signIn(browser, await scene.register(scene.owner));

    const [session] = answer.headers['set-cookie'] ?? [];
    assert.match(
      session ?? '',
      /^__Host-rollcall-session=[\w-]{43}; Max-Age=43200; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
    assert.ok(!answer.text.includes(browser.session ?? 'none'));
  });

  test('strangers are told no passkey that there is', async () => {
    await using scene = await SignInScene.open();
    await scene.register(scene.owner);
    const begun = await scene.browser().call('BeginPasskey');
    assert.deepEqual(begun.json.options.allowCredentials ?? [], []);
    assert.equal(begun.json.options.userVerification, 'required');
  });

  const ODDITIES: Readonly<Record<string, Odd>> = {
    'at another site': { origin: 'https://rollcall.example.net' },
    'at another port': { origin: `${BASE_URL}:8443` },
    'without TLS': { origin: BASE_URL.replace('https', 'http') },
    'for another host': { rpId: 'example.com' },
    'for another challenge': { challenge: 'bm9uZQ' },
    'without finger or PIN': { unverified: true },
    'with a counter that went backwards': { counter: 1 },
    'in the name of somebody else': { userHandle: Buffer.from('somebody').toString('base64url') },
  };
  for (const [how, odd] of Object.entries(ODDITIES)) {
    test(`a passkey used ${how} signs nobody in`, async () => {
      await using scene = await SignInScene.open();
      const holder = await scene.register(scene.owner);
      const browser = scene.browser();
      assert.equal((await scene.signIn(browser, holder)).status, 200);

      assertRefused(await scene.signIn(scene.browser(), holder, odd));

      assert.deepEqual(await scene.refusals(), ['passkey_not_verified']);
    });
  }

  test('a passkey nobody registered signs nobody in, and fills no log', async () => {
    await using scene = await SignInScene.open();
    const { authenticator } = await scene.register(scene.owner);
    await scene.storage.removePasskey(scene.owner, authenticator.credentialId, scene.administration.service.context());

    assertRefused(await scene.signIn(scene.browser(), { principal: scene.owner, authenticator }));
    assert.deepEqual(await scene.refusals(), []);
  });

  test('what is no answer of a browser at all is refused like a wrong one', async () => {
    await using scene = await SignInScene.open();
    const { authenticator } = await scene.register(scene.owner);
    const id = authenticator.credentialId;
    for (const response of [
      {},
      { id: 7 },
      { id },
      { id, response: {} },
      { id, rawId: id, type: 'x', response: null },
    ]) {
      const browser = scene.browser();
      await browser.call('BeginPasskey');
      assertRefused(await browser.call('FinishPasskey', { response }));
    }
  });

  test('a challenge is good once, for five minutes, in the browser that began', async () => {
    await using scene = await SignInScene.open();
    const { authenticator } = await scene.register(scene.owner);
    const browser = scene.browser();

    const { options } = (await browser.call('BeginPasskey')).json;
    const response = authenticator.get(options);
    const kept = new Map(browser.cookies);
    assertRefused(await scene.browser().call('FinishPasskey', { response }));
    assert.equal((await browser.call('FinishPasskey', { response })).status, 200);

    const thief = scene.browser();
    for (const [name, value] of kept) thief.cookies.set(name, value);
    assertRefused(await thief.call('FinishPasskey', { response: authenticator.get(options) }));
    assert.deepEqual(await scene.refusals(), ['challenge_used']);

    const late = scene.browser();
    const begun = await late.call('BeginPasskey');
    scene.clock.advance(300);
    assertRefused(await late.call('FinishPasskey', { response: authenticator.get(begun.json.options) }));
  });

  test('a challenge is good once, also for two answers at the same time', async () => {
    await using scene = await SignInScene.open();
    const { authenticator } = await scene.register(scene.owner);
    const [one, two] = [scene.browser(), scene.browser()];
    const { options } = (await one.call('BeginPasskey')).json;
    for (const [name, value] of one.cookies) two.cookies.set(name, value);

    const answers = await Promise.all(
      [one, two].map((browser) => browser.call('FinishPasskey', { response: authenticator.get(options) })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401]);
  });

  test('a challenge for one purpose is none for another', async () => {
    await using scene = await SignInScene.open();
    const { authenticator } = await scene.register(scene.owner);
    const browser = scene.browser();
    const begun = await browser.call('BeginInvite', { token: await scene.invite(scene.owner) });
    const options = { challenge: begun.json.options.challenge, rpId: begun.json.options.rp.id };
    assertRefused(await browser.call('FinishPasskey', { response: authenticator.get(options) }));
  });

  test('who is suspended does not get in', async () => {
    await using scene = await SignInScene.open();
    const administrator = await scene.person({ role: 'administrator' });
    const security = await scene.person({ role: 'member', securityGroup: true });
    const holders = [await scene.register(administrator), await scene.register(security)] as const;
    const context = scene.administration.service.context();
    await scene.storage.suspendUser(scene.accountId, administrator.userId, context);

    assertRefused(await scene.signIn(scene.browser(), holders[0]));
    assert.equal((await scene.signIn(scene.browser(), holders[1])).status, 200);
    assert.deepEqual(await scene.refusals(), ['may_not_sign_in']);
  });

  test('who guesses is not heard any more, and told when they will be', async () => {
    await using scene = await SignInScene.open();
    const holder = await scene.register(scene.owner);
    const odd = { challenge: 'bm9uZQ' };
    for (let time = 0; time < 20; time += 1) assertRefused(await scene.signIn(scene.browser(), holder, odd));

    const answer = await scene.signIn(scene.browser(), holder);

    assert.equal(answer.status, 429);
    assert.match(answer.headers['retry-after'] ?? '', /^\d+$/);
    scene.clock.advance(Number(answer.headers['retry-after']));
    assert.equal((await scene.signIn(scene.browser(), holder)).status, 200);
  });

  test('where the server has an address in place of a name, it says so', async () => {
    await using scene = await SignInScene.open({ publicUrl: 'https://192.0.2.7:8443' });
    const browser = scene.browser();
    const answer = await browser.call('BeginPasskey', undefined, {}, { headers: { origin: 'https://192.0.2.7:8443' } });
    assert.equal(answer.status, 400);
    assert.match(answer.text, /--public-url/);
  });
});
