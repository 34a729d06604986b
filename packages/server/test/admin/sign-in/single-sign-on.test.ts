import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CLIENT_SECRET, IdentityProvider, newKey } from './identity-provider.ts';
import { BASE_URL, type Browser } from './sign-in-scene.ts';
import { EMAIL, REDIRECT_URI, SsoScene } from './sso-scene.ts';

const IN = `${BASE_URL}/console/#/`;
const REFUSED = `${IN}sign-in?refused=sign_in_refused`;

describe('single sign-on', () => {
  for (const inIdToken of [true, false]) {
    test(`signs in by a verified address, told ${inIdToken ? 'in the ID token' : 'at userinfo only'}`, async () => {
      await using scene = await SsoScene.open({ inIdToken });
      const browser = scene.signIn.browser();

      assert.equal(await scene.through(browser), IN);

      const { json } = await browser.call('GetSession');
      assert.deepEqual([json.principal.name, json.method], ['Ada', 'sso']);
    });
  }

  test('leads on to where the person was, and not to another site', async () => {
    await using scene = await SsoScene.open();
    const browser = scene.signIn.browser();
    const url = await scene.begin(browser, '/accounts/audit');
    assert.equal(await scene.back(browser, await scene.provider.visit(url.href)), `${IN}accounts/audit`);
    const account = scene.signIn.accountId;
    for (const return_to of ['//example.net', 'https://example.net', '/\\example.net', '/a?b']) {
      assert.equal((await browser.call('BeginSso', { account, return_to })).status, 400);
    }
  });

  test('asks with PKCE, state and nonce, each time others', async () => {
    await using scene = await SsoScene.open();
    const [one, two] = [await scene.begin(scene.signIn.browser()), await scene.begin(scene.signIn.browser())];
    assert.equal(one.searchParams.get('code_challenge_method'), 'S256');
    assert.equal(one.searchParams.get('redirect_uri'), REDIRECT_URI);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      assert.match(one.searchParams.get(name) ?? '', /^[\w-]{43}$/);
      assert.notEqual(one.searchParams.get(name), two.searchParams.get(name));
    }
    assert.equal(scene.provider.discoveries, 2, 'once when it was set up, once for both');
  });

  describe('signs nobody in', () => {
    const refuses = (what: string, try_: (scene: SsoScene, browser: Browser) => Promise<string>, reason?: string) => {
      test(what, async () => {
        await using scene = await SsoScene.open();
        const browser = scene.signIn.browser();
        assert.equal(await try_(scene, browser), REFUSED);
        assert.equal(browser.session, undefined);
        assert.deepEqual(await scene.signIn.refusals(), reason === undefined ? [] : [reason]);
      });
    };
    const vouching = (person: IdentityProvider['person']) => (scene: SsoScene, browser: Browser) => {
      scene.provider.person = person;
      return scene.through(browser);
    };
    const forging = (forged: IdentityProvider['forged']) => (scene: SsoScene, browser: Browser) => {
      scene.provider.forged = forged;
      return scene.through(browser);
    };

    refuses('whose address is not verified', vouching({ email: EMAIL, email_verified: false }), 'email_not_verified');
    refuses('of whose address it is not said', vouching({ email: EMAIL }), 'email_not_verified');
    refuses('without an address', vouching({}), 'email_not_verified');
    refuses(
      'who is not in the account',
      vouching({ email: 'eve@example.com', email_verified: true }),
      'person_unknown',
    );
    refuses(
      'by the state of another',
      (scene, browser) => scene.through(browser, { back: { state: 'x' } }),
      'sso_not_verified',
    );
    refuses(
      'by the nonce of another',
      (scene, browser) => {
        return scene.through(browser, { url: (url) => url.searchParams.set('nonce', 'other') });
      },
      'sso_not_verified',
    );
    refuses(
      'by the code of another client',
      (scene, browser) => {
        return scene.through(browser, { url: (url) => url.searchParams.set('client_id', 'another') });
      },
      'sso_not_verified',
    );
    refuses(
      'by the challenge of another',
      (scene, browser) => {
        return scene.through(browser, { url: (url) => url.searchParams.set('code_challenge', 'x'.repeat(43)) });
      },
      'sso_not_verified',
    );
    refuses(
      'by a code that was made up',
      (scene, browser) => scene.through(browser, { back: { code: 'x' } }),
      'sso_not_verified',
    );
    refuses('by an ID token for another client', forging({ aud: 'another' }), 'sso_not_verified');
    refuses('by an ID token of another issuer', forging({ iss: 'https://example.net' }), 'sso_not_verified');
    refuses('by an ID token with another nonce', forging({ nonce: 'other' }), 'sso_not_verified');
    refuses('by an ID token that is past', forging({ exp: 1_700_000_000 }), 'sso_not_verified');
    refuses(
      'by an ID token somebody else signed',
      (scene, browser) => {
        scene.provider.forgedKey = newKey();
        return forging({})(scene, browser);
      },
      'sso_not_verified',
    );
    refuses(
      'whom the provider turns away',
      (scene, browser) => {
        return scene.through(browser, { url: (url) => url.searchParams.set('prompt', 'none') });
      },
      'sso_refused',
    );
    refuses('who comes back in another browser', async (scene, browser) => {
      const url = await scene.begin(scene.signIn.browser());
      return scene.back(browser, await scene.provider.visit(url.href));
    });
    refuses('who comes back late', async (scene, browser) => {
      const url = await scene.begin(browser);
      scene.signIn.clock.advance(300);
      return scene.back(browser, await scene.provider.visit(url.href));
    });
    refuses(
      'who is suspended',
      async (scene, browser) => {
        const { signIn, ada } = scene;
        await signIn.storage.suspendUser(ada.accountId, ada.userId, signIn.administration.service.context());
        return scene.through(browser);
      },
      'may_not_sign_in',
    );
    refuses(
      'who has no role and is in no group',
      async (scene, browser) => {
        await scene.signIn.person({ role: 'member', email: 'max@example.com' });
        scene.provider.person = { email: 'max@example.com', email_verified: true };
        return scene.through(browser);
      },
      'may_not_sign_in',
    );
  });

  test('a way back that began nowhere is not held against the network it comes from', async () => {
    // Any page can have its visitors' browsers ask for this address.
    await using scene = await SsoScene.open();
    for (let time = 0; time < 25; time += 1) {
      assert.equal(await scene.back(scene.signIn.browser(), { state: 'x', code: 'x' }), REFUSED);
    }
    assert.equal(await scene.through(scene.signIn.browser()), IN);
  });

  test('what one provider sent is not taken for the one that took its place meanwhile', async () => {
    await using scene = await SsoScene.open();
    await using other = await IdentityProvider.start({ redirectUri: REDIRECT_URI });
    other.person = { email: EMAIL, email_verified: true };
    const browser = scene.signIn.browser();
    const sent = await scene.provider.visit((await scene.begin(browser)).href);
    assert.equal((await scene.set({ issuer: other.issuer, client_secret: CLIENT_SECRET })).status, 200);
    const { iss: _, ...back } = sent; // a provider may send none
    assert.equal(await scene.back(browser, back), REFUSED);
    assert.deepEqual(await scene.signIn.refusals(), ['challenge_unknown']);
    assert.equal(other.exchanges, 0, 'no code of one is shown to the other');
  });

  test('an address that only looks the same without case is somebody else', async () => {
    await using scene = await SsoScene.open();
    await scene.signIn.person({ role: 'owner', email: 'kim@example.com' });
    for (const email of ['\u212Aim@example.com', 'k\u0131m@example.com']) {
      scene.provider.person = { email, email_verified: true };
      assert.equal(await scene.through(scene.signIn.browser()), REFUSED, email);
    }
    scene.provider.person = { email: 'KIM@Example.com', email_verified: true };
    assert.equal(await scene.through(scene.signIn.browser()), IN);
  });

  test('a way back is gone once, also for who kept the cookie', async () => {
    await using scene = await SsoScene.open();
    const browser = scene.signIn.browser();
    const back = await scene.provider.visit((await scene.begin(browser)).href);
    const kept = new Map(browser.cookies);
    assert.equal(await scene.back(browser, back), IN);
    const thief = scene.signIn.browser();
    for (const [name, value] of kept) thief.cookies.set(name, value);
    assert.equal(await scene.back(thief, back), REFUSED);
  });

  test('who is signed in proves it anew at the provider, and takes a new session', async () => {
    await using scene = await SsoScene.open();
    const browser = scene.signIn.browser();
    await scene.through(browser);
    const [before, { json: session }] = [browser.session, await browser.call('GetSession')];
    scene.signIn.clock.advance(3600);

    const url = await scene.begin(browser);
    assert.deepEqual([url.searchParams.get('prompt'), url.searchParams.get('max_age')], ['login', '0']);
    // A browser does not send the session's cookie with what another site leads to.
    const secret = browser.cookies.get('__Host-rollcall-session') ?? '';
    browser.cookies.delete('__Host-rollcall-session');
    assert.equal(await scene.back(browser, await scene.provider.visit(url.href)), IN);

    const { json: renewed } = await browser.call('GetSession');
    assert.notEqual(browser.session, before);
    assert.notEqual(renewed.session_id, session.session_id);
    assert.equal(renewed.expire_time, session.expire_time);
    const old = scene.signIn.browser();
    old.cookies.set('__Host-rollcall-session', secret);
    assert.equal((await old.call('GetSession')).status, 204);
  });

  test('who signed in at the provider long ago is not fresh, and the way back does not make them so', async () => {
    await using scene = await SsoScene.open();
    const browser = scene.signIn.browser();
    const hourAgo = Math.floor(scene.signIn.clock.now() / 1000) - 3600;
    scene.provider.forged = { auth_time: hourAgo };
    await scene.through(browser);
    const { json } = await browser.call('GetSession');
    assert.equal(Date.parse(json.authenticate_time), hourAgo * 1000);
    assert.equal((await browser.call('BeginRegistration')).status, 403);

    assert.equal(await scene.through(browser), REFUSED, 'it claims to have asked, and did not');
  });

  test('an account without it is refused like one that there is not', async () => {
    await using scene = await SsoScene.open();
    const { accountId } = scene.signIn;
    assert.equal((await scene.operator.call('DeleteSingleSignOn', undefined, { account: accountId })).status, 204);
    const texts: string[] = [];
    for (const account of [accountId, 'A'.repeat(26)]) {
      const answer = await scene.signIn.browser().call('BeginSso', { account });
      assert.equal(answer.status, 401);
      texts.push(answer.json.message ?? answer.json.error.message);
    }
    assert.equal(texts[0], texts[1]);
  });
});
