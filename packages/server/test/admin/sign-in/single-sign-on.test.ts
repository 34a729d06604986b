import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Answer } from '../../service/request.ts';
import { CLIENT_ID, CLIENT_SECRET, IdentityProvider, newKey, type ProviderOptions } from './identity-provider.ts';
import { BASE_URL, type Browser, SignInScene } from './sign-in-scene.ts';

const REDIRECT_URI = `${BASE_URL}/admin/v1/session:finishSso`;
const EMAIL = 'Ada@Example.com';

/** The service with an account that signs in through a real provider, and an administrator of it. */
class SsoScene implements AsyncDisposable {
  readonly signIn: SignInScene;
  readonly provider: IdentityProvider;
  readonly operator: Browser;
  readonly ada: SignInScene['owner'];

  private constructor(signIn: SignInScene, provider: IdentityProvider, operator: Browser, ada: SignInScene['owner']) {
    this.signIn = signIn;
    this.provider = provider;
    this.operator = operator;
    this.ada = ada;
  }

  static async open(options: Partial<ProviderOptions> = {}): Promise<SsoScene> {
    const signIn = await SignInScene.open();
    const provider = await IdentityProvider.start({ redirectUri: REDIRECT_URI, ...options });
    provider.person = { email: EMAIL, email_verified: true };
    const operatorId = 'f6b0f5a0-6a56-4b6a-9d0e-0d5f0a3b7c11';
    await signIn.storage.createOperator({ id: operatorId, name: 'Otto' }, signIn.administration.service.context());
    const operator = signIn.browser();
    await signIn.register({ kind: 'operator', operatorId }, operator);
    const ada = await signIn.person({ role: 'administrator', email: EMAIL.toLowerCase(), displayName: 'Ada' });
    const scene = new SsoScene(signIn, provider, operator, ada);
    const set = await scene.set({ client_secret: CLIENT_SECRET });
    assert.equal(set.status, 200, set.text);
    return scene;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.provider[Symbol.asyncDispose]();
    await this.signIn[Symbol.asyncDispose]();
  }

  set(more: object): Promise<Answer> {
    const body = { issuer: this.provider.issuer, client_id: CLIENT_ID, ...more };
    return this.operator.call('SetSingleSignOn', body, { account: this.signIn.accountId });
  }

  /** Where a browser is sent. */
  async begin(browser: Browser, returnTo?: string): Promise<URL> {
    const body = { account: this.signIn.accountId, return_to: returnTo };
    const begun = await browser.call('BeginSso', body);
    assert.equal(begun.status, 200, begun.text);
    return new URL(begun.json.url);
  }

  /** Where the browser ends up. @param change what somebody does to it on the way */
  async through(browser: Browser, change: { url?: (url: URL) => void; back?: Record<string, string> } = {}) {
    const url = await this.begin(browser);
    change.url?.(url);
    return this.back(browser, { ...(await this.provider.visit(url.href)), ...change.back });
  }

  async back(browser: Browser, query: Readonly<Record<string, string>>): Promise<string> {
    const answer = await browser.call('FinishSso', undefined, {}, { query });
    assert.equal(answer.status, 303, answer.text);
    return answer.headers.location ?? '';
  }
}

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
    assert.equal((await old.call('GetSession')).status, 401);
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
