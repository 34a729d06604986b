import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Browser } from 'playwright-core';
import { ConsoleScene } from '../support/console-scene.ts';
import { LOOKS, lookAt } from '../support/look-at.ts';
import { Visitor } from '../support/visitor.ts';

test('the admin keys of an account', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  for (const size of LOOKS) {
    const name = `${size.width}-${size.colorScheme}`;
    await context.test(`are made, used and deleted at ${name}`, async (context) => {
      const scene = await ConsoleScene.open(context);
      const account = await scene.account([{ role: 'owner' }, { role: 'administrator' }]);
      const visitor = await visit(browser, scene, account, 0, size);
      await lookAt(visitor.page, `keys-none-${name}`);
      const key = await make(visitor, name);
      assert.equal(await use(scene, account.id, key), 200);
      await remove(visitor, name);
      assert.equal(await use(scene, account.id, key), 401);
      const { watched } = visitor;
      assert.deepEqual(watched.complaints, []);
      assert.deepEqual([...new Set(watched.requests.map((each) => new URL(each).origin))], [scene.baseUrl]);
      await visitor.close();
    });
  }
  await context.test('are for owners', async (context) => {
    const scene = await ConsoleScene.open(context);
    const account = await scene.account([{ role: 'owner' }, { role: 'administrator' }]);
    const visitor = await visit(browser, scene, account, 1);
    await visitor.page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    assert.equal(await visitor.page.getByRole('link', { name: 'Admin keys' }).count(), 0);
    await visitor.close();
  });
});

/** @returns the key in plain text */
async function make({ page }: Visitor, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Create an admin key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create an admin key' });
  const create = dialog.getByRole('button', { name: 'Create the key' });
  await dialog.getByText('Say what the key is for.').waitFor();
  await dialog.getByRole('textbox', { name: 'Label' }).fill('Nightly <export>');
  await dialog.getByText('Choose at least one thing that it may do.').waitFor();
  await dialog.getByRole('checkbox', { name: 'Read the audit log' }).check();
  await dialog.getByLabel('Expires').selectOption('In a year');
  await lookAt(page, `keys-create-${name}`);
  await create.click();

  const made = page.getByRole('dialog', { name: 'The key is made' });
  const field = made.getByRole('textbox', { name: 'Admin key' });
  await field.waitFor();
  const key = await field.inputValue();
  assert.match(key, /^rca_/);
  await page.keyboard.press('Escape');
  await page.goBack();
  const leaving = page.getByRole('dialog', { name: 'Leave without the key?' });
  await leaving.waitFor();
  await lookAt(page, `keys-leave-${name}`);
  await leaving.getByRole('button', { name: 'Cancel' }).click();
  await leaving.waitFor({ state: 'detached' });
  await lookAt(page, `keys-made-${name}`);
  await made.getByRole('checkbox', { name: 'I have put the key where it is safe' }).check();
  await made.getByRole('button', { name: 'Done' }).click();
  await made.waitFor({ state: 'detached' });
  assert.equal((await page.content()).includes(key), false);
  return key;
}

async function use(scene: ConsoleScene, account: string, key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}` };
  return (await fetch(`${scene.baseUrl}/admin/v1/accounts/${account}/audit`, { headers })).status;
}

async function remove({ page }: Visitor, name: string): Promise<void> {
  await page.getByRole('row', { name: /^Nightly <export> Read the audit log/ }).waitFor();
  await lookAt(page, `keys-${name}`);
  await page.getByRole('button', { name: 'Delete the admin key Nightly <export>' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this admin key?' });
  await dialog.getByText('“Nightly <export>” stops working at once.').waitFor();
  await lookAt(page, `keys-delete-${name}`);
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('There is no admin key').waitFor();
}

async function visit(
  browser: Browser,
  scene: ConsoleScene,
  { id, people }: { readonly id: string; readonly people: readonly string[] },
  person: number,
  options = {},
): Promise<Visitor> {
  const visitor = await Visitor.at(browser, options);
  await visitor.accept(await scene.invite({ kind: 'person', accountId: id, userId: people[person] ?? '' }));
  await visitor.page.goto(scene.page(`/accounts/${id}/keys`));
  await visitor.page.locator('main h1').waitFor();
  return visitor;
}
