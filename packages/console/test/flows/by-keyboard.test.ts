import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, ERR_INVALID_CLIENT, RollcallError } from '@rollcall/client';
import { openBrowser } from '@rollcall/test-browser';
import { ConsoleScene } from '../support/console-scene.ts';
import { focusedOn, tabTo } from '../support/keyboard.ts';
import { Visitor } from '../support/visitor.ts';

test('an application is made, and its secret rotated, by keyboard alone', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const account = await scene.account([{ displayName: 'Olga Owner', role: 'owner' }, { displayName: 'Mia Member' }]);
  const visitor = await Visitor.at(browser);
  const { page } = visitor;
  const { keyboard } = page;
  const press = async (name: string | RegExp, key = 'Enter') => {
    await tabTo(page, name);
    await keyboard.press(key);
  };
  const shownSecret = () => page.getByRole('textbox', { name: 'Client secret' }).inputValue();

  await page.goto(await scene.invite({ kind: 'person', accountId: account.id, userId: account.people[0] ?? '' }));
  await page.getByRole('button', { name: 'Make a passkey' }).waitFor();
  await press('Make a passkey');
  await page.getByRole('heading', { level: 1, name: 'Applications' }).waitFor();
  await press('Create an application');
  await page.getByRole('heading', { level: 1, name: 'Create an application' }).waitFor();
  await tabTo(page, 'Name');
  await keyboard.type('Night watch');
  await press('Next');
  await page.getByRole('textbox', { name: 'Redirect URL' }).waitFor();
  await tabTo(page, 'Redirect URL');
  await keyboard.type('https://watch.example/');
  await press('Next');
  await page.getByRole('checkbox', { name: 'List users' }).waitFor();
  await press(/^List users/, 'Space');
  await press('Next');
  await press('Create and show the secret');
  await page.getByRole('heading', { name: '“Night watch” was created' }).waitFor();
  const first = await shownSecret();
  const clientId = await page.getByRole('textbox', { name: 'Client id' }).inputValue();
  await press('I have saved the secret', 'Space');
  await press('Done');

  await page.getByRole('tab', { name: 'Use' }).waitFor();
  await tabTo(page, 'Use');
  await keyboard.press('ArrowRight');
  await press('Rotate');
  const dialog = page.getByRole('dialog', { name: 'Rotate the secret' });
  await dialog.waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]') !== null);
  await keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // The focus goes back to where the dialog came from.
  await page.waitForFunction(() => document.activeElement?.textContent === 'Rotate');
  await keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]') !== null);
  assert.equal((await focusedOn(page)).name, 'Keep the old ones for');
  await keyboard.type('An');
  await press('Rotate');
  await page.getByRole('textbox', { name: 'Client secret' }).waitFor();
  const second = await shownSecret();
  await press('I have saved the secret', 'Space');
  await press('Done');

  const people = async (clientSecret: string) => {
    const client = createClient({ baseUrl: scene.baseUrl, accountId: account.id, clientId, clientSecret });
    let count = 0;
    for await (const _ of client.users.list()) count += 1;
    return count;
  };
  assert.deepEqual([await people(first), await people(second)], [2, 2]);
  scene.clock.advance(3590);
  assert.equal(await people(first), 2, 'the old one lives until the deadline');
  scene.clock.advance(20);
  await assert.rejects(people(first), (error) => error instanceof RollcallError && error.code === ERR_INVALID_CLIENT);
  assert.equal(await people(second), 2);
  await page.clock.setFixedTime(scene.clock.now());
  await page.reload();
  await page.getByRole('tab', { name: 'Secrets' }).click();
  await page.getByText('Ended').first().waitFor();
  assert.deepEqual(visitor.watched.complaints, []);
});
