import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Browser, Page } from 'playwright-core';
import { ConsoleScene } from '../support/console-scene.ts';
import { LOOKS, type Look, lookAt } from '../support/look-at.ts';
import { isRefusal, LONG, OLGA, visitPeople } from './people-scene.ts';

test('the pages of people', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  for (const how of LOOKS) {
    await context.test(`are well in ${how.colorScheme} at ${how.width} pixels`, () => lookAround(scene, browser, how));
  }
});

async function lookAround(scene: ConsoleScene, browser: Browser, { colorScheme, width }: Look) {
  const account = await scene.account([
    OLGA,
    { displayName: 'Ada Administrator', role: 'administrator' },
    { displayName: 'Sam Security', securityGroup: true },
    { displayName: 'Sia Suspended', state: 'SUSPENDED' },
    LONG,
    { displayName: '<img src=x onerror=alert(1)>', email: 'markup@example.com' },
    ...Array.from({ length: 300 }, () => ({})),
  ]);
  const visitor = await visitPeople(scene, browser, account, { colorScheme, width });
  const { page } = visitor;
  const look = (name: string) => lookAt(page, `${name}-${width}-${colorScheme}`);
  await page.getByRole('link', { name: 'Olga Owner' }).waitFor();
  await look('people');
  await page.getByRole('searchbox').fill('nobody of that name');
  await page.getByText('Nobody is like that').waitFor();
  await look('people-none');
  await page.getByRole('button', { name: 'Show everybody' }).click();
  await page.getByRole('link', { name: 'Olga Owner' }).click();
  await page.getByText('last active owner').first().waitFor();
  await look('person-owner');
  await page.getByRole('link', { name: 'All of it in the audit log' }).scrollIntoViewIfNeeded();
  await look('person-history');
  await page.goto(scene.page(`/accounts/${account.id}/people/${account.people[3]}`));
  await page.getByRole('button', { name: 'Reactivate' }).waitFor();
  await look('person-suspended');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await lookAtDialogs(page, look);
  await lookAtForm(page, look);
  const complaints = visitor.watched.complaints.filter((complaint) => !isRefusal(complaint));
  assert.deepEqual(complaints, []);
  assert.deepEqual([...new Set(visitor.watched.requests.map((url) => new URL(url).origin))], [scene.baseUrl]);
  await visitor.close();
}

async function lookAtDialogs(page: Page, look: (name: string) => Promise<void>) {
  const ask = async (button: string, picture: string) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog').nth(1).waitFor();
    await look(picture);
  };
  const leave = async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').nth(1).waitFor({ state: 'detached' });
  };
  await page.getByRole('link', { name: 'Olga Owner' }).click();
  await ask('Change', 'person-rights-refused');
  await leave();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'A name that' }).click();
  await page.getByText('Managed elsewhere').waitFor();
  await look('person-long');
  await ask('Edit', 'person-edit');
  await leave();
  await ask('Change', 'person-rights');
  await leave();
  await ask('Delete', 'person-delete');
  await leave();
  await ask('Invite', 'person-invite');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByRole('button', { name: 'Copy the link' }).waitFor();
  await look('person-invited');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('dialog').nth(1).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
}

async function lookAtForm(page: Page, look: (name: string) => Promise<void>) {
  await page.getByRole('button', { name: 'Create a person' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Noa New');
  await page.getByRole('textbox', { name: 'Email' }).fill('no address');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.locator('[aria-invalid=true]').waitFor();
  await look('person-create-wrong');
}
