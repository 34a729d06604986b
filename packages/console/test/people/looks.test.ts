import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Browser } from 'playwright-core';
import { ConsoleScene } from '../support/console-scene.ts';
import { lookAt } from '../support/look-at.ts';
import { isRefusal, LONG, OLGA, visitPeople } from './people-scene.ts';

test('the pages of people', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      await context.test(`are well in ${colorScheme} at ${width} pixels`, () =>
        lookAround(scene, browser, colorScheme, width),
      );
    }
  }
});

async function lookAround(scene: ConsoleScene, browser: Browser, colorScheme: 'light' | 'dark', width: number) {
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
  const ask = async (button: string, picture: string) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog').nth(1).waitFor();
    await look(picture);
  };
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
  await ask('Change', 'person-rights-refused');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'What Olga' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'A name that' }).click();
  await page.getByText('Managed elsewhere').waitFor();
  await look('person-long');
  for (const [button, picture] of [
    ['Edit', 'edit'],
    ['Change', 'rights'],
    ['Delete', 'delete'],
  ] as const) {
    await ask(button, `person-${picture}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').nth(1).waitFor({ state: 'detached' });
  }
  await ask('Invite', 'person-invite');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByRole('button', { name: 'Copy the link' }).waitFor();
  await look('person-invited');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.goto(scene.page(`/accounts/${account.id}/people/${account.people[3]}`));
  await page.getByRole('button', { name: 'Reactivate' }).waitFor();
  await look('person-suspended');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Create a person' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Noa New');
  await page.getByRole('textbox', { name: 'Email' }).fill('no address');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.locator('[aria-invalid=true]').waitFor();
  await look('person-create-wrong');

  assert.deepEqual(
    visitor.watched.complaints.filter((complaint) => !isRefusal(complaint)),
    [],
  );
  assert.deepEqual([...new Set(visitor.watched.requests.map((url) => new URL(url).origin))], [scene.baseUrl]);
  await visitor.close();
}
