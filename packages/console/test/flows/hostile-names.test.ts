import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Browser, Page } from 'playwright-core';
import { arrive, settle } from '../support/arrive.ts';
import { ConsoleScene } from '../support/console-scene.ts';
import { assertFits, lookAt } from '../support/look-at.ts';
import { addressesOf, nameOf, registeredPages } from '../support/registry.ts';
import { Visitor } from '../support/visitor.ts';
import { hostileAccount, IMAGE, NAMES, OPERATOR, SCRIPT, TURNED } from './hostile-scene.ts';

const FOR_OPERATORS = new Set(['accounts.read', 'deployment.read']);

test('names that are meant to do harm are names', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const account = await hostileAccount(scene);
  const owner = await trapped(browser);
  await owner.accept(await scene.invite({ kind: 'person', accountId: account.id, userId: account.owner }));
  const operator = await trapped(browser);
  await operator.accept(await scene.invite(await scene.operator(OPERATOR)));
  const pages = registeredPages();

  for (const [index, name] of NAMES.entries()) {
    const places = { account: account.id, client: account.clients[index] ?? '', person: account.people[index] ?? '' };
    const isFirst = index === 0;
    // A page without a name in its address shows all of the names at once.
    const shown = pages.filter(({ path }) => isFirst || /:(?!account)/.test(path));
    await context.test(`where one is called ${JSON.stringify(name.slice(0, 40))}`, async () => {
      // So many pages in a minute are more than somebody may read.
      scene.clock.advance(61);
      for (const page of shown) {
        const visitor = FOR_OPERATORS.has(page.permission ?? '') ? operator : owner;
        for (const address of addressesOf(page, places).slice(isFirst ? 0 : -1)) {
          await visit(visitor.page, scene.page(address));
          const check = isFirst ? lookAt : assertFits;
          await check(visitor.page, `hostile-${nameOf(page, address)}-390-light`);
        }
      }
    });
  }
  await context.test('and are shown as they are', async () => {
    await arrive(owner.page, scene.page(`/accounts/${account.id}/people`));
    for (const name of NAMES.slice(0, 4)) await owner.page.getByText(name, { exact: true }).first().waitFor();
    await arrive(owner.page, scene.page(`/accounts/${account.id}/audit`));
    const turned = owner.page.getByText(TURNED).first();
    assert.equal(await turned.evaluate((element) => getComputedStyle(element).unicodeBidi), 'isolate');
  });
  for (const { watched } of [owner, operator]) {
    assert.deepEqual(watched.complaints, []);
    assert.deepEqual([...new Set(watched.requests.map((each) => new URL(each).origin))], [scene.baseUrl]);
  }
});

/** Somebody with a browser that calls itself something as well. Whatever the policy for content has to stop is kept. */
async function trapped(browser: Browser): Promise<Visitor> {
  const visitor = await Visitor.at(browser, { width: 390, userAgent: `${IMAGE} ${SCRIPT}` });
  await visitor.page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      Object.assign(window, { __xss: `${violatedDirective} ${blockedURI}` });
    });
  });
  return visitor;
}

/** Goes to the page and to each of its tabs: nothing runs. */
async function visit(page: Page, url: string): Promise<void> {
  await arrive(page, url);
  await assertHarmless(page);
  for (const tab of await page.getByRole('main').getByRole('tab').all()) {
    await tab.click();
    await settle(page);
    await assertHarmless(page);
  }
}

async function assertHarmless(page: Page): Promise<void> {
  assert.equal(await page.evaluate('window.__xss'), undefined, page.url());
  assert.equal(await page.locator('img[src="x"], a[href^="javascript:"]').count(), 0, page.url());
}
