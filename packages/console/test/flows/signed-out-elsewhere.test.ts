import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Browser, Page } from 'playwright-core';
import { ConsoleScene } from '../support/console-scene.ts';
import { lookAt } from '../support/look-at.ts';
import { Visitor } from '../support/visitor.ts';
import { callFrom } from '../support/visitor-api.ts';

test('who loses what their session stands on is out at once, in every tab', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const account = await scene.account([
    { displayName: 'Olga Owner', role: 'owner' },
    { displayName: 'Ada Administrator', role: 'administrator' },
    { displayName: 'Sam Security', securityGroup: true },
  ]);
  const [olga = '', ada = '', sam = ''] = account.people;
  const letIn = (browser: Browser, userId: string) => signedIn(browser, scene, account.id, userId);
  const owner = await letIn(browser, olga);
  const people = `/accounts/${account.id}/people`;

  await context.test('suspended from another browser', async () => {
    const visitor = await letIn(browser, ada);
    const { page: other, watched } = await visitor.anotherPage();
    await other.goto(scene.page('/me'));
    await other.getByRole('heading', { name: 'Sign-in and passkeys' }).waitFor();
    assert.equal((await callFrom(owner.page, 'POST', `${people}/${ada}:suspend`)).status, 200);
    await assertOut(visitor.page);
    await assertOut(other);
    await lookAt(visitor.page, 'signed-out-light-1440');
    await visitor.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await visitor.page.getByRole('alert').getByText('You are not signed in').waitFor();
    assert.deepEqual(complaintsBut401([...visitor.watched.complaints, ...watched.complaints]), []);
    assert.equal((await callFrom(owner.page, 'POST', `${people}/${ada}:reactivate`)).status, 200);
    await visitor.signIn();
    assert.equal(await visitor.page.getByText('You were signed out').count(), 0);
    await visitor.close();
  });

  await context.test('put out of the Security group', async () => {
    const visitor = await letIn(browser, sam);
    const changed = await callFrom(owner.page, 'PATCH', `${people}/${sam}`, { security_group: false });
    assert.equal(changed.status, 200);
    await assertOut(visitor.page);
    await visitor.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await visitor.page.getByRole('alert').getByText('You are not signed in').waitFor();
    await visitor.close();
  });

  await context.test('signed out everywhere, by themselves', async () => {
    const elsewhere = await letIn(browser, olga);
    await elsewhere.page.goto(scene.page('/me'));
    await elsewhere.page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await elsewhere.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await elsewhere.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.equal(await elsewhere.page.getByText('You were signed out').count(), 0, 'they wanted to');
    await assertOut(owner.page);
    await elsewhere.close();
  });
  await owner.close();
});

async function signedIn(browser: Browser, scene: ConsoleScene, accountId: string, userId: string): Promise<Visitor> {
  const visitor = await Visitor.at(browser);
  await visitor.accept(await scene.invite({ kind: 'person', accountId, userId }));
  return visitor;
}

/** It stands where one signs in, says why, and shows nothing of what was there. */
async function assertOut(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor({ timeout: 10_000 });
  await page.getByRole('alert').getByText('You were signed out').waitFor();
  assert.equal(await page.getByRole('navigation').count(), 0);
}

/** The browser itself writes down every answer of 401, which is what is wanted here. */
function complaintsBut401(complaints: readonly string[]): readonly string[] {
  return complaints.filter((each) => !each.includes('status of 401'));
}
