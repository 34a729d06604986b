import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '@rollcall/client';
import type { Page } from 'playwright-core';
import { Visitor } from '../support/visitor.ts';
import { application, secretOf } from './application-scene.ts';
import { ownerSignedIn } from './signed-in.ts';

test('the page of an application', async (context) => {
  const signedIn = await ownerSignedIn(context);
  if (signedIn === undefined) return context.skip('there is no browser for this system');
  const { browser, scene, account, visitor } = signedIn;
  const { page } = visitor;
  const { clientId } = await application(scene, account.id, { name: 'Acme', scopes: ['list_users'] });
  const path = `/accounts/${account.id}/applications/${clientId}`;
  const clientOf = (clientSecret: string, apiVersion: 'v1' | 'v1beta1', userAgent: string) =>
    createClient({ baseUrl: scene.baseUrl, accountId: account.id, clientId, clientSecret, apiVersion, userAgent });
  const call = (client: ReturnType<typeof clientOf>) => client.users.list().pages().next();
  await page.goto(scene.page(path));
  await page.getByText('Nobody has called yet.').waitFor();

  await context.test('adds a secret that ends, and keeps the others', async () => {
    await page.getByRole('tab', { name: 'Secrets' }).click();
    await page.getByRole('button', { name: 'Add a secret' }).click();
    await page.getByRole('textbox', { name: 'Label' }).fill('Staging');
    await page.getByRole('combobox', { name: 'Good for' }).selectOption('90 days');
    await page.getByRole('button', { name: 'Add and show it' }).click();
    await page.getByRole('dialog', { name: 'The secret “Staging” was added' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'The secret “Staging” was added' }).waitFor();
  });
  const secret = await saveSecret(page);
  assert.equal((await scene.storage.listSecrets(clientId)).length, 2);

  await context.test('follows calls, what is left of limits, and who still uses the preview', async () => {
    await page.getByRole('tab', { name: 'Use' }).click();
    await page.getByText('100 of 100 calls left this minute').waitFor();
    await call(clientOf(secret, 'v1', 'acme/2'));
    await call(clientOf(secret, 'v1beta1', 'acme-left-behind/1'));
    await page.getByRole('row').filter({ hasText: 'acme/2' }).waitFor();
    const warning = page.getByRole('alert').filter({ hasText: 'The preview of the API is still used' });
    await warning.getByText(/acme-left-behind\/1/).waitFor();
    await page.getByText('98 of 100 calls left this minute').waitFor();
    await page.getByRole('tab', { name: 'Secrets' }).click();
    await page
      .getByRole('row', { name: /Staging/ })
      .getByText(/acme-left-behind\/1/)
      .waitFor();
  });

  await context.test('revokes tokens, and a secret, having said what will happen', async () => {
    const client = clientOf(secret, 'v1', 'acme/2');
    await client.token.get();
    await page.getByRole('button', { name: 'Revoke all tokens' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Calls with them are refused from now on.').waitFor();
    await dialog.getByRole('button', { name: 'Revoke all tokens' }).click();
    await page.getByText(/tokens are revoked/).waitFor();
    await page.getByRole('button', { name: 'Revoke Staging' }).click();
    await dialog.getByText(/acme-left-behind\/1/).waitFor();
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('“Staging” is revoked').waitFor();
    await assert.rejects(call(clientOf(secret, 'v1', 'acme/2')), /invalid_client|credentials|secret/i);
    await page.getByRole('button', { name: 'Revoke First secret' }).click();
    await dialog.getByText('It is the only good secret: the application stops working.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await context.test('says why no more secrets can be added, before it is tried', async () => {
    const many = Array.from({ length: 9 }, (_, index) => `Place ${index}`);
    for (const label of many) await scene.storage.addSecret(clientId, secretOf(label), scene.change());
    await page.getByRole('row').filter({ hasText: 'Place 8' }).waitFor();
    const add = page.getByRole('button', { name: 'Add a secret' });
    await add.focus();
    assert.equal(await add.getAttribute('aria-disabled'), 'true');
    const reason = await add.getAttribute('aria-describedby');
    assert.match((await page.locator(`[id="${reason}"]`).textContent()) ?? '', /There are 10 secrets/);
    await page.keyboard.press('Enter');
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  await context.test('sends what was changed, and takes over what others change', async () => {
    scene.clock.advance(61);
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByText('Nothing has changed.').waitFor();
    await page.getByRole('checkbox', { name: 'Get user' }).check();
    const changed = { description: 'Written elsewhere' };
    await scene.storage.updateApplication(clientId, changed, scene.change());
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'Written elsewhere');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved').waitFor();
    const found = await scene.storage.findApplication(clientId);
    assert.deepEqual([...(found?.scopes ?? [])].sort(), ['get_user', 'list_users']);
    assert.equal(found?.description, 'Written elsewhere');
    assert.equal(await page.getByRole('spinbutton').count(), 0, 'limits are for operators');
  });

  await context.test('lets operators set its limits', async () => {
    const operator = await Visitor.at(browser);
    await operator.accept(await scene.invite(await scene.operator()));
    await operator.page.goto(scene.page(`${path}?part=settings`));
    const minute = operator.page.getByRole('textbox', { name: 'Calls a minute' });
    await minute.fill('7');
    await operator.page.getByRole('textbox', { name: 'Calls an hour' }).fill('');
    await operator.page.getByRole('button', { name: 'Save the limits' }).click();
    await operator.page.getByText('Saved').waitFor();
    const found = await scene.storage.findApplication(clientId);
    assert.equal(found?.requestsPerMinute, 7);
    assert.equal(found?.requestsPerHour, undefined);
    assert.deepEqual(operator.watched.complaints, []);
    await operator.close();
  });

  await context.test('is deleted by whoever types its name, and says so to who looks at it elsewhere', async () => {
    const { page: elsewhere } = await visitor.anotherPage();
    await elsewhere.goto(scene.page(path));
    await elsewhere.getByRole('heading', { level: 1, name: 'Acme' }).waitFor();
    await page.getByRole('button', { name: 'Delete the application' }).click();
    const dialog = page.getByRole('dialog');
    const remove = dialog.getByRole('button', { name: 'Delete the application' });
    await remove.press('Enter');
    await dialog.getByText('Type the name first.').waitFor();
    await dialog.getByRole('textbox').fill('Acme');
    await remove.click();
    await page.getByText('There is no application yet').waitFor();
    await elsewhere.getByRole('heading', { level: 1, name: 'This application is not there' }).waitFor();
    assert.equal(await scene.storage.findApplication(clientId), undefined);
  });

  assert.deepEqual(visitor.watched.complaints, []);
});

/** Takes the new secret down, and closes what shows it. */
async function saveSecret(page: Page): Promise<string> {
  const secret = await page.getByRole('textbox', { name: 'Client secret' }).inputValue();
  await page.getByRole('checkbox', { name: 'I have saved the secret' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return secret;
}
