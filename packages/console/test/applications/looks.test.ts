import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Browser } from 'playwright-core';
import { ConsoleScene } from '../support/console-scene.ts';
import { LOOKS, type Look, lookAt } from '../support/look-at.ts';
import { Visitor } from '../support/visitor.ts';
import { application, busyApplication } from './application-scene.ts';

test('the pages of applications', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  for (const how of LOOKS) {
    await context.test(`are well in ${how.colorScheme} at ${how.width} pixels`, () => lookAround(scene, browser, how));
  }
});

async function lookAround(scene: ConsoleScene, browser: Browser, { colorScheme, width }: Look) {
  const account = await scene.account([{ displayName: 'Olga Owner', role: 'owner' }]);
  const visitor = await Visitor.at(browser, { colorScheme, width });
  const { page } = visitor;
  const look = (name: string) => lookAt(page, `${name}-${width}-${colorScheme}`);
  await visitor.accept(await scene.invite({ kind: 'person', accountId: account.id, userId: account.people[0] ?? '' }));
  await page.goto(scene.page(`/accounts/${account.id}/applications`));
  await page.getByText('There is no application yet').waitFor();
  await look('applications-none');

  await page.getByRole('link', { name: 'Create an application' }).click();
  await page.getByRole('textbox', { name: 'Name' }).waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await look('application-new-name');
  await page.getByRole('textbox', { name: 'Name' }).fill('Acme access review');
  await page
    .getByRole('textbox', { name: 'Description' })
    .fill('Quarterly review. Ask security@acme.example about it.');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Redirect URL' }).fill('https://acme.example/callback');
  await look('application-new-redirect');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('checkbox', { name: 'List users' }).check();
  await page.getByRole('checkbox', { name: 'Suspend user' }).check();
  await look('application-new-scopes');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('It may not').waitFor();
  await look('application-new-review');
  await page.getByRole('button', { name: 'Create and show the secret' }).click();
  await page.getByRole('heading', { name: '“Acme access review” was created' }).waitFor();
  await look('application-created');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('dialog').waitFor();
  await look('application-created-leave');
  await page.getByRole('button', { name: 'Leave without it' }).click();
  await page.getByText('Nobody has called yet.').waitFor();
  await look('application-unused');

  await busyApplication(scene, account.id, {
    name: 'Nightly off-boarding of everybody who has left the company since yesterday',
    description: 'Runs at 3 a.m. Ask the platform team.',
    scopes: ['list_users', 'get_user', 'suspend_user', 'reactivate_user'],
  });
  await application(scene, account.id, {
    name: '<img src=x onerror=alert(1)>',
    description: '"><script>alert(1)</script>',
  });
  await page.goto(scene.page(`/accounts/${account.id}/applications`));
  await page.reload();
  await page.getByText('Nightly off-boarding').waitFor();
  await look('applications');

  await page.getByRole('link', { name: 'Nightly off-boarding' }).click();
  await page.locator('.recharts-bar-rectangle').first().waitFor();
  await look('application-use');
  await page.getByText('7 days', { exact: true }).click();
  await page.getByRole('table', { name: 'Calls of the last 7 days' }).waitFor({ state: 'attached' });
  await page.getByText('2,457').waitFor();
  await look('application-use-week');
  await page.getByRole('tab', { name: 'Secrets' }).click();
  await page.getByText('Still used by one program').first().waitFor();
  await look('application-secrets');
  await page.getByRole('button', { name: 'Add a secret' }).click();
  await page.getByRole('dialog').waitFor();
  await look('application-secret-add');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('dialog').waitFor();
  await look('application-secret-rotate');
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('button', { name: 'Done' }).waitFor();
  await look('application-secret-made');
  await page.getByRole('checkbox', { name: 'I have saved the secret' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Revoke Production, from autumn' }).click();
  await page.getByRole('dialog').waitFor();
  await look('application-secret-revoke');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Save' }).waitFor();
  await look('application-settings');
  await page.getByRole('button', { name: 'Delete the application' }).click();
  await page.getByRole('dialog').waitFor();
  await look('application-delete');
  assert.deepEqual(visitor.watched.complaints, []);
  const elsewhere = visitor.watched.requests.filter(
    (url) => !url.startsWith(scene.baseUrl) && !url.startsWith('blob:'),
  );
  assert.deepEqual(elsewhere, []);
  await visitor.close();
}
