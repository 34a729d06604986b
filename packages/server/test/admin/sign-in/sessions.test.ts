import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SESSION_COOKIE } from '../../../src/admin/session-cookie.ts';
import { assertRefused, type Browser, SignInScene } from './sign-in-scene.ts';

const statusOf = async (browser: Browser) => (await browser.call('GetSession')).status;

describe('sessions', () => {
  test('each sign-in takes a new id, and a planted one is worth nothing', async () => {
    await using scene = await SignInScene.open();
    const holder = await scene.register(scene.owner);
    const browser = scene.browser();
    const planted = Buffer.alloc(32, 7).toString('base64url');
    browser.cookies.set(SESSION_COOKIE, planted);

    const first = await scene.signIn(browser, holder);
    const firstSecret = browser.session;

    assert.equal(first.status, 200, first.text);
    assert.notEqual(firstSecret, planted);
    const attacker = scene.browser();
    attacker.cookies.set(SESSION_COOKIE, planted);
    assert.equal(await statusOf(attacker), 204);
    await scene.signIn(browser, holder);
    assert.notEqual(browser.session, firstSecret);
  });

  test('proving anew who one is replaces the session, which ends when it would have ended', async () => {
    await using scene = await SignInScene.open();
    const holder = await scene.register(scene.owner);
    const browser = scene.browser();
    const before = (await scene.signIn(browser, holder)).json;
    const old = scene.browser();
    old.cookies.set(SESSION_COOKIE, browser.session ?? '');
    scene.clock.advance(3600);

    const after = (await scene.signIn(browser, holder)).json;

    assert.equal(await statusOf(old), 204);
    assert.equal(after.expire_time, before.expire_time);
    assert.notEqual(after.csrf_token, before.csrf_token);
    assert.notEqual(after.session_id, before.session_id);
    assert.equal(Date.parse(after.fresh_until), scene.clock.now() + 300_000);
    const [latest] = await scene.storage.listAudit({ limit: 1 });
    assert.equal(latest?.action, 'session.renewed');
  });

  test("somebody else's passkey does not prove who one is", async () => {
    await using scene = await SignInScene.open();
    const [olga, other] = [
      await scene.register(scene.owner),
      await scene.register(await scene.person({ role: 'administrator' })),
    ];
    const browser = scene.browser();
    await scene.signIn(browser, olga);
    const before = browser.session;

    assertRefused(await scene.signIn(browser, other));

    assert.equal(browser.session, before);
    assert.equal(await statusOf(browser), 200);
    assert.deepEqual(await scene.refusals(), ['somebody_else']);
  });

  test('a challenge that a stranger began does not renew a session, nor the other way round', async () => {
    await using scene = await SignInScene.open();
    const holder = await scene.register(scene.owner);
    const [stranger, signedIn] = [scene.browser(), scene.browser()];
    await scene.signIn(signedIn, holder);
    const { options } = (await stranger.call('BeginPasskey')).json;
    for (const [name, value] of stranger.cookies) signedIn.cookies.set(name, value);

    assertRefused(await signedIn.call('FinishPasskey', { response: holder.authenticator.get(options) }));
  });

  test('end after 12 hours, however they were renewed', async () => {
    await using scene = await SignInScene.open();
    const holder = await scene.register(scene.owner);
    const browser = scene.browser();
    await scene.signIn(browser, holder);
    scene.clock.advance(11 * 3600);
    const renewed = await scene.signIn(browser, holder);
    assert.match(renewed.headers['set-cookie']?.[0] ?? '', /Max-Age=3600;/);
    scene.clock.advance(3599);
    assert.equal(await statusOf(browser), 200);
    scene.clock.advance(1);
    assert.equal(await statusOf(browser), 204);
  });

  test('are listed newest first, and one of them is ended from another', async () => {
    await using scene = await SignInScene.open();
    const holder = await scene.register(scene.owner);
    const [desk, phone] = [scene.browser(), scene.browser()];
    scene.clock.advance(1);
    await scene.signIn(desk, holder);
    scene.clock.advance(1);
    await scene.signIn(phone, holder);

    const { sessions } = (await desk.call('ListSessions')).json;
    assert.deepEqual(
      sessions.map((each: { current: boolean; method: string }) => [each.current, each.method]),
      [
        [false, 'passkey'],
        [true, 'passkey'],
        [false, 'invite'],
      ],
    );
    assert.equal((await desk.call('EndSession', undefined, { session: sessions[0].id })).status, 204);
    assert.equal((await desk.call('EndSession', undefined, { session: sessions[0].id })).status, 404);
    assert.equal(await statusOf(phone), 204);
    assert.equal(await statusOf(desk), 200);
  });

  test("somebody else's are not there", async () => {
    await using scene = await SignInScene.open();
    const [olga, other] = [scene.browser(), scene.browser()];
    await scene.register(scene.owner, olga);
    await scene.register(await scene.person({ role: 'administrator' }), other);
    const { session_id: session } = (await olga.call('GetSession')).json;

    assert.equal((await other.call('EndSession', undefined, { session })).status, 404);
    assert.equal(await statusOf(olga), 200);
  });

  test('signing out ends this one, signing out everywhere all', async () => {
    await using scene = await SignInScene.open();
    const holder = await scene.register(scene.owner);
    const browsers = [scene.browser(), scene.browser(), scene.browser()] as const;
    for (const browser of browsers) await scene.signIn(browser, holder);
    const [first, second, third] = browsers;
    const kept = scene.browser();
    kept.cookies.set(SESSION_COOKIE, first.session ?? '');

    assert.equal((await first.call('SignOut')).status, 204);
    assert.equal(first.session, undefined);
    assert.equal(await statusOf(kept), 204);
    assert.equal(await statusOf(second), 200);

    const everywhere = await second.call('SignOutEverywhere');
    assert.deepEqual(everywhere.json, { sessions: 3 });
    assert.equal(second.session, undefined);
    assert.equal(await statusOf(third), 204);
  });

  test('end at once when the person is suspended, and do not come back with them', async () => {
    await using scene = await SignInScene.open();
    const person = await scene.person({ role: 'administrator' });
    const holder = await scene.register(person);
    const browser = scene.browser();
    await scene.signIn(browser, holder);
    const context = scene.administration.service.context();

    await scene.storage.suspendUser(scene.accountId, person.userId, context);
    assert.equal(await statusOf(browser), 204);
    await scene.storage.reactivateUser(scene.accountId, person.userId, context);
    assert.equal(await statusOf(browser), 204);
    assert.equal((await scene.signIn(browser, holder)).status, 200);
  });
});
