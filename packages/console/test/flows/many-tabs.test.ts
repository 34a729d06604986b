import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Page } from 'playwright-core';
import { ConsoleScene } from '../support/console-scene.ts';
import { Visitor } from '../support/visitor.ts';
import { callFrom } from '../support/visitor-api.ts';

/** More than the six connections that a browser has to a server over HTTP/1.1. */
const TABS = 8;

test('many tabs of one browser work beside each other, and all hear what happens', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const account = await scene.account([{ role: 'owner', displayName: 'Olga Owner' }, { displayName: 'Bob Builder' }]);
  const [olga = '', bob = ''] = account.people;
  const visitor = await Visitor.at(browser);
  await visitor.accept(await scene.invite({ kind: 'person', accountId: account.id, userId: olga }));
  const audit = scene.page(`/accounts/${account.id}/audit`);
  await visitor.page.goto(audit);
  const tabs: Page[] = [];
  for (let tab = 1; tab < TABS; tab += 1) {
    const { page } = await visitor.anotherPage();
    await page.goto(audit);
    await page.getByText('invited').waitFor();
    tabs.push(page);
  }
  const [last] = tabs.slice(-1);
  assert.ok(last);

  const people = `/accounts/${account.id}/people`;
  assert.equal((await callFrom(last, 'POST', `${people}/${bob}:suspend`)).status, 200);
  for (const page of tabs) await page.getByRole('button', { name: 'Show 1 new entry' }).waitFor();

  // Whichever of them listens for all: another one takes over.
  await visitor.page.close();
  await Promise.all(tabs.slice(0, -1).map((page) => page.close()));
  assert.equal((await callFrom(last, 'POST', `${people}/${bob}:reactivate`)).status, 200);
  await last.getByRole('button', { name: /^Show (2 new entries|what is new)$/ }).waitFor();

  assert.equal((await callFrom(last, 'POST', '/session:signOutEverywhere')).status, 200);
  await last.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await visitor.context.close();
});
