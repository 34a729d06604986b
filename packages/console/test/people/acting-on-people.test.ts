import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Browser, Locator, Page } from 'playwright-core';
import { ConsoleScene } from '../support/console-scene.ts';
import { Visitor } from '../support/visitor.ts';
import { callFrom } from '../support/visitor-api.ts';
import { isRefusal, OLGA, visitPeople } from './people-scene.ts';

test('people in the console', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  await context.test('are suspended and reactivated', () => suspend(scene, browser));
  await context.test('are edited: what is wrong stands at the field', () => edit(scene, browser));
  await context.test('get a role, an invitation, and in; and are signed out', () => letIn(scene, browser));
  await context.test('are created and deleted', () => createAndDelete(scene, browser));
  await context.test('are shown as others change them', () => follow(scene, browser));
  await context.test('cannot be acted on by who may not, which is said before', () => refused(scene, browser));
});

async function suspend(scene: ConsoleScene, browser: Browser) {
  const visitor = await visitPeople(scene, browser, await scene.account([OLGA, { displayName: 'Mia Member' }]));
  const { page } = visitor;
  await page.getByRole('link', { name: 'Mia Member' }).focus();
  await page.keyboard.press('Enter');
  const mia = page.getByRole('dialog', { name: 'Mia Member' });
  await mia.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('dialog', { name: 'Suspend Mia Member?' }).getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Mia Member is suspended.').waitFor();
  await mia.getByText('Suspended', { exact: true }).waitFor();
  await mia.getByText('Olga Owner suspended Mia Member').waitFor();
  await page.keyboard.press('Escape');
  await mia.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Mia Member', 'one goes on where one was');
  await row(page, 'Mia Member').getByText('Suspended').waitFor();
  await page.getByText('1 active, 1 suspended').waitFor();
  await page.getByRole('combobox', { name: 'State' }).selectOption('Active');
  await page.getByText('1 person', { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'State' }).selectOption('Suspended');
  await page.getByRole('link', { name: 'Mia Member' }).click();
  await mia.getByRole('button', { name: 'Reactivate' }).click();
  await page.getByText('Mia Member is active again.').waitFor();
  await mia.getByRole('button', { name: 'Suspend', exact: true }).waitFor();
  await done(visitor);
}

async function edit(scene: ConsoleScene, browser: Browser) {
  const people = [
    OLGA,
    { displayName: 'Mia Member', email: 'mia@example.com' },
    { displayName: 'Mo', email: 'mo@example.com' },
  ];
  const visitor = await visitPeople(scene, browser, await scene.account(people));
  const { page } = visitor;
  await page.getByRole('link', { name: 'Mia Member' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  const form = page.getByRole('dialog', { name: 'Edit Mia Member' });
  const email = form.getByRole('textbox', { name: 'Email' });
  await email.fill('no address');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.locator('[aria-invalid=true]').waitFor();
  assert.equal(await email.getAttribute('aria-invalid'), 'true');
  await email.fill('mo@example.com');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText(/is taken|already/).waitFor();
  await email.fill('mia.married@example.com');
  await form.getByRole('textbox', { name: 'Name' }).fill('Mia <b>Married</b>');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog', { name: 'Mia <b>Married</b>' }).waitFor();
  await page.keyboard.press('Escape');
  await row(page, 'Mia <b>Married</b>').getByText('mia.married@example.com').first().waitFor({ state: 'attached' });
  await done(visitor);
}

async function letIn(scene: ConsoleScene, browser: Browser) {
  const account = await scene.account([OLGA, { displayName: 'Mia Member' }]);
  const visitor = await visitPeople(scene, browser, account);
  const { page } = visitor;
  await page.getByRole('link', { name: 'Mia Member' }).click();
  const mia = page.getByRole('dialog', { name: 'Mia Member', exact: true });
  const invite = mia.getByRole('button', { name: 'Invite' });
  await assertRefused(page, invite, /^Members cannot sign in/);
  await mia.getByRole('button', { name: 'Change' }).click();
  const rights = page.getByRole('dialog', { name: 'What Mia Member may do' });
  await rights.getByRole('checkbox', { name: 'Security group' }).check();
  // Too long after signing in: it has to be proven first.
  scene.clock.advance(600);
  await rights.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('dialog', { name: 'Is it you?' })
    .getByRole('button', { name: /passkey/ })
    .click();
  await page.getByText('Saved: it holds from now on.').waitFor();
  await mia.getByText('Security group', { exact: true }).waitFor();

  await invite.click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('textbox', { name: 'Link for Mia Member' }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  const guest = await Visitor.at(browser);
  await guest.accept(link);
  await mia.getByText('In 1 browser').waitFor();
  await mia.getByRole('button', { name: 'Sign out' }).click();
  await page
    .getByRole('dialog', { name: /^Sign Mia Member out/ })
    .getByRole('button', { name: 'Sign out' })
    .click();
  await mia.getByText('They are signed in nowhere.').waitFor();
  await guest.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await guest.close();
  await done(visitor);
}

async function createAndDelete(scene: ConsoleScene, browser: Browser) {
  const visitor = await visitPeople(scene, browser, await scene.account([OLGA]));
  const { page } = visitor;
  await page.getByRole('button', { name: 'Create a person' }).click();
  const form = page.getByRole('dialog', { name: 'Create a person' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Noa New');
  await form.getByRole('textbox', { name: 'Email' }).fill('noa@example.com');
  await form.getByRole('radio', { name: 'Administrator' }).check();
  await form.getByRole('button', { name: 'Create' }).click();
  const noa = page.getByRole('dialog', { name: 'Noa New' });
  await noa.getByText('Administrator').waitFor();
  await noa.getByText('Olga Owner created Noa New').waitFor();
  await page.getByText('2 people').waitFor();
  await noa.getByRole('button', { name: 'Delete' }).click();
  await page
    .getByRole('dialog', { name: /for good/ })
    .getByRole('button', { name: 'Delete for good' })
    .click();
  await page.getByText('Noa New is deleted.').waitFor();
  await page.getByText('1 person', { exact: true }).waitFor();
  await page.getByText('1 active, 0 suspended').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Noa New' }).count(), 0);
  assert.deepEqual(visitor.watched.complaints, [], 'who is gone is not asked for again');
  await done(visitor);
}

async function follow(scene: ConsoleScene, browser: Browser) {
  const account = await scene.account([OLGA, { displayName: 'Ada', role: 'administrator' }, { displayName: 'Mia' }]);
  const visitor = await visitPeople(scene, browser, account);
  const other = await visitPeople(scene, browser, account, { as: 1 });
  const people = `/accounts/${account.id}/people`;
  const { page } = visitor;
  const mia = account.people[2] ?? '';
  assert.equal((await callFrom(other.page, 'POST', `${people}/${mia}:suspend`)).status, 200);
  await row(page, 'Mia').getByText('Suspended').waitFor();
  assert.equal((await callFrom(other.page, 'PATCH', `${people}/${mia}`, { display_name: 'Mia Moved' })).status, 200);
  await row(page, 'Mia Moved').waitFor();
  const noa = { display_name: 'Noa', email: 'noa@example.com' };
  assert.equal((await callFrom(other.page, 'POST', people, noa)).status, 201);
  await page.getByRole('button', { name: 'People came in: show them' }).click();
  await row(page, 'Noa').waitFor();
  assert.equal((await callFrom(other.page, 'DELETE', `${people}/${mia}`)).status, 204);
  await row(page, 'Mia Moved').waitFor({ state: 'detached' });
  await other.close();
  await done(visitor);
}

async function refused(scene: ConsoleScene, browser: Browser) {
  const sam = { displayName: 'Sam Security', securityGroup: true };
  const ada = { displayName: 'Ada Administrator', role: 'administrator' } as const;
  const account = await scene.account([OLGA, ada, sam]);
  const owner = await visitPeople(scene, browser, account);
  await owner.page.getByRole('link', { name: 'Olga Owner' }).click();
  await assertRefused(owner.page, owner.page.getByRole('button', { name: 'Suspend' }), /last active owner/);
  await assertRefused(owner.page, owner.page.getByRole('button', { name: 'Delete' }), /last active owner/);
  await done(owner);
  const administrator = await visitPeople(scene, browser, account, { as: 1 });
  await administrator.page.getByRole('link', { name: 'Olga Owner' }).click();
  await assertRefused(administrator.page, administrator.page.getByRole('button', { name: 'Edit' }), /Only owners/);
  assert.equal(await administrator.page.getByRole('button', { name: 'Invite', exact: true }).count(), 0);
  await done(administrator);
  const security = await visitPeople(scene, browser, account, { as: 2 });
  await security.page.getByRole('link', { name: 'Ada Administrator' }).click();
  await security.page.getByRole('button', { name: 'Suspend' }).waitFor();
  assert.equal(await security.page.getByRole('button', { name: /^(Edit|Change|Invite|Delete)$/ }).count(), 0);
  assert.equal(await security.page.getByRole('button', { name: 'Create a person' }).count(), 0);
  await done(security);
}

/** It is reached by keyboard, says why it does nothing, and does nothing. */
async function assertRefused(page: Page, button: Locator, why: RegExp) {
  await button.focus();
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  const reason = await button.getAttribute('aria-describedby');
  assert.match((await page.locator(`[id="${reason}"]`).textContent()) ?? '', why);
  await page.keyboard.press('Enter');
  await button.click({ force: true });
  assert.equal(await page.getByRole('dialog').count(), 1);
}

function row(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true, includeHidden: true }) });
}

async function done(visitor: Visitor) {
  assert.deepEqual(
    visitor.watched.complaints.filter((complaint) => !isRefusal(complaint)),
    [],
  );
  await visitor.close();
}
