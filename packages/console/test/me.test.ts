import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Page } from 'playwright-core';
import { browserName } from '../src/me/browser-name.ts';
import { ConsoleScene } from './support/console-scene.ts';
import { LOOKS, lookAt } from './support/look-at.ts';
import { Visitor } from './support/visitor.ts';

test("one's own passkeys and browsers", async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const account = await scene.account([{ role: 'owner' }]);
  const [userId = ''] = account.people;
  const owner = { kind: 'person', accountId: account.id, userId } as const;

  for (const { colorScheme, width } of LOOKS) {
    const size = `${width}-${colorScheme}`;
    await context.test(`are added, removed and signed out at ${size}`, async () => {
      const [desk, phone] = [await Visitor.at(browser), await Visitor.at(browser, { colorScheme, width })];
      await desk.accept(await scene.invite(owner));
      await phone.accept(await scene.invite(owner));
      scene.clock.advance(301);
      await phone.page.goto(scene.page('/me'));
      await addPasskey(phone, size);
      await removePasskey(phone.page, size);

      await phone.page
        .getByRole('button', { name: /^Sign out Chrome \d+ on Linux$/ })
        .first()
        .click();
      await desk.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
      await phone.page.getByRole('button', { name: 'Sign out everywhere' }).click();
      const dialog = phone.page.getByRole('dialog', { name: 'Sign out everywhere?' });
      await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
      await phone.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();

      assert.deepEqual(
        phone.watched.complaints.filter((each) => !/status of 40[13]/.test(each)),
        [],
      );
      await Promise.all([desk.close(), phone.close()]);
    });
  }
  await context.test('an operator keeps the only one', async () => {
    const at = await Visitor.at(browser);
    await at.accept(await scene.invite(await scene.operator()));
    await at.page.goto(scene.page('/me'));
    const remove = at.page.getByRole('button', { name: /^Remove the passkey/ });
    assert.equal(await remove.getAttribute('aria-disabled'), 'true');
    await at.page.getByText('It is your only one. Add another first.').waitFor();
    await at.close();
  });
});

/** With the proof that a sign-in of more than five minutes ago asks for. */
async function addPasskey(at: Visitor, size: string): Promise<void> {
  const { page } = at;
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByRole('textbox').fill('Security key');
  await dialog.getByRole('button', { name: 'Make a passkey' }).click();
  const proof = page.getByRole('dialog', { name: 'Is it you?' });
  await proof.waitFor();
  await lookAt(page, `proof-${size}`);
  await proof.getByRole('button', { name: 'Confirm with a passkey' }).click();
  await proof.waitFor({ state: 'detached' });
  // This device has one already.
  await dialog.getByRole('alert').waitFor();
  await lookAt(page, `add-passkey-${size}`);
  await at.takeAnotherDevice();
  await dialog.getByRole('button', { name: 'Make a passkey' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Security key').waitFor();
}

async function removePasskey(page: Page, size: string): Promise<void> {
  await lookAt(page, `me-${size}`);
  await page.getByRole('button', { name: 'Remove the passkey Security key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove this passkey?' });
  await dialog.waitFor();
  await lookAt(page, `remove-passkey-${size}`);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Security key').waitFor({ state: 'detached' });
}

test('browsers are called what people call them', () => {
  const names = [
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.1.2',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'curl/8.15.0',
  ].map((userAgent) => Object.values(browserName(userAgent) ?? {}).join(', '));
  assert.deepEqual(names, [
    'Firefox 140, Linux',
    'Edge 140, Windows',
    'Safari 18, iPhone',
    'Safari 18, macOS',
    'Chrome 140, Android',
    '',
  ]);
});
