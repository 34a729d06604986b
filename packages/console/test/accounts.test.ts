import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Browser, Page } from 'playwright-core';
import { ConsoleScene } from './support/console-scene.ts';
import { LOOKS, lookAt } from './support/look-at.ts';
import { Visitor } from './support/visitor.ts';

test('operators and the accounts of the deployment', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const engines = await scene.account([{ role: 'owner' }, { state: 'SUSPENDED' }, {}], { name: 'Analytical Engines' });
  await scene.account([], {
    name: 'Bletchley <Park> & a name that goes on for longer than there is room',
    provisioning: 'automated',
  });
  for (const number of Array(60).keys()) await scene.account([], { name: `Customer ${number}` });
  const operator = await scene.operator();

  for (const { colorScheme, width } of LOOKS) {
    const size = `${width}-${colorScheme}`;
    await context.test(`find, open and create them at ${size}`, async () => {
      const at = await Visitor.at(browser, { colorScheme, width });
      await at.accept(await scene.invite(operator));
      await lookAround(at.page, size, engines.id);
      assert.deepEqual(at.watched.complaints, []);
      assert.deepEqual(new Set(at.watched.requests.map((each) => new URL(each).origin)), new Set([scene.baseUrl]));
      await at.close();
    });
  }
  await context.test('people of an account find nothing of it', () => asOwner(browser, scene, engines));
});

async function lookAround(page: Page, size: string, engines: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
  await page.getByText(/^\d+ accounts$/).waitFor();
  await lookAt(page, `accounts-${size}`);
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByRole('link', { name: 'Customer 59', exact: true }).waitFor();
  await page.getByLabel('Search by name or id').fill('nobody at all');
  await page.getByText('No account is called that').waitFor();
  await lookAt(page, `accounts-none-${size}`);
  await page.getByLabel('Search by name or id').fill(engines.toLowerCase());
  await page.getByText('1 account', { exact: true }).waitFor();
  assert.match(page.url(), /#\/accounts\?q=/);
  await page.getByRole('link', { name: 'Analytical Engines' }).click();
  const acting = page.getByRole('region', { name: 'The account you act in' });
  await acting.getByText('Analytical Engines').waitFor();
  assert.ok(new URL(page.url()).hash.startsWith(`#/accounts/${engines}/`));
  await page.locator('main h1').waitFor();
  await lookAt(page, `acting-in-${size}`);
  await acting.getByRole('link', { name: 'Leave Analytical Engines' }).click();
  await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
  assert.equal(await acting.count(), 0);
  await create(page, size);
}

async function create(page: Page, size: string): Promise<void> {
  await page.getByRole('button', { name: 'Create an account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create an account' });
  await dialog.getByLabel('Name').fill(`New ${size}`);
  await dialog.getByLabel('Id').fill('not an id');
  await dialog.getByRole('button', { name: 'Create the account' }).click();
  await dialog.getByRole('textbox', { name: 'Id' }).and(page.locator('[aria-invalid=true]')).waitFor();
  await lookAt(page, `create-account-${size}`);
  await dialog.getByLabel('Id').fill('');
  await dialog.getByRole('radio', { name: 'By automated provisioning' }).check();
  await dialog.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('region', { name: 'The account you act in' }).getByText(`New ${size}`).waitFor();
}

async function asOwner(
  browser: Browser,
  scene: ConsoleScene,
  account: { readonly id: string; readonly people: readonly string[] },
): Promise<void> {
  const at = await Visitor.at(browser);
  const [userId = ''] = account.people;
  await at.accept(await scene.invite({ kind: 'person', accountId: account.id, userId }));
  assert.equal(await at.page.getByRole('link', { name: 'Accounts', exact: true }).count(), 0);
  for (const place of ['/accounts', '/deployment', '/deployment/audit']) {
    await at.page.goto(scene.page(place));
    await at.page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  }
  assert.equal(await at.page.getByRole('region', { name: 'The account you act in' }).count(), 0);
  await at.close();
}
