import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import { ConsoleScene } from '../support/console-scene.ts';
import { FrontProxy } from '../support/front-proxy.ts';
import { startIdentityProvider } from '../support/identity-provider.ts';
import { lookAt } from '../support/look-at.ts';
import { Visitor } from '../support/visitor.ts';
import { callFrom } from '../support/visitor-api.ts';

test('single sign-on leads to another site and back, in a browser that keeps cookies apart', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  // Another name than the provider's, so that coming back is a request from another site.
  const proxy = await FrontProxy.start(context, { host: 'rollcall.localhost' });
  const scene = await ConsoleScene.open(context, { publicUrl: proxy.url });
  proxy.target = scene.listenerUrl;
  const provider = await startIdentityProvider(context, `${proxy.url}/admin/v1/session:finishSso`);
  const account = await scene.account([
    { role: 'owner' },
    { displayName: 'Ada Administrator', email: 'ada@example.com', role: 'administrator' },
  ]);

  const operator = await Visitor.at(browser);
  await operator.accept(await scene.invite(await scene.operator()));
  const set = await callFrom(operator.page, 'PUT', `/accounts/${account.id}/sso`, provider.settings);
  assert.equal(set.status, 200, JSON.stringify(set.body));
  await operator.close();

  const visitor = await Visitor.at(browser, { ignoreHTTPSErrors: true });
  const { page } = visitor;
  const signIn = async () => {
    await page.getByRole('textbox', { name: 'Account id' }).fill(account.id.toLowerCase());
    await page.getByRole('button', { name: 'Go on with single sign-on' }).click();
  };

  await context.test('somebody whom the account does not know is told so', async () => {
    provider.person = { email: 'nobody@example.com', email_verified: true };
    await page.goto(scene.page());
    await signIn();
    await page.getByRole('alert').getByText('The identity provider did not sign you in.').waitFor();
  });

  await context.test('somebody whom it knows is signed in, and stays so', async () => {
    provider.person = { email: 'ada@example.com', email_verified: true };
    await signIn();
    await page.getByRole('button', { name: /^Your menu/ }).waitFor();
    await page.getByRole('button', { name: 'Your menu, Ada Administrator' }).waitFor();
    assert.equal(new URL(page.url()).origin, new URL(proxy.url).origin);
    const cookies = await visitor.context.cookies(proxy.url);
    assert.deepEqual(
      cookies.map(({ name, httpOnly, secure, sameSite, path }) => ({ name, httpOnly, secure, sameSite, path })),
      [{ name: '__Host-rollcall-session', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' }],
    );
    await page.reload();
    await page.getByRole('button', { name: 'Your menu, Ada Administrator' }).waitFor();
  });

  await context.test('the way of proving once more leads back to the page', async () => {
    scene.clock.advance(6 * 60);
    await page.goto(scene.page('/me'));
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a passkey' }).click();
    const proof = page.getByRole('dialog', { name: 'Is it you?' });
    await proof.waitFor();
    // The provider tells when it asked: by the time that it is there.
    scene.clock.advance(-6 * 60);
    await lookAt(page, 'proof-by-single-sign-on-light-1440');
    await proof.getByRole('button', { name: 'Confirm with single sign-on' }).click();
    await proof.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Sign-in and passkeys' }).waitFor();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByText('The passkey was added').waitFor();
  });
  assert.deepEqual(
    visitor.watched.complaints.filter((each) => !each.includes('status of 40')),
    [],
  );
});
