import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashCredential, newAdminKey } from '@rollcall/server/domain/credentials';
import { systemRandom } from '@rollcall/server/domain/random';
import { openBrowser } from '@rollcall/test-browser';
import type { Page } from 'playwright-core';
import { busyApplication } from '../applications/application-scene.ts';
import { arrive, settle } from '../support/arrive.ts';
import { ConsoleScene } from '../support/console-scene.ts';
import { assertFits, lookAt } from '../support/look-at.ts';
import { addressesOf, nameOf, registeredPages } from '../support/registry.ts';
import { Visitor } from '../support/visitor.ts';

const IMAGE = '<img src=x onerror="window.__xss=1">';
const SCRIPT = '"><script>window.__xss=1</script>';
const TEMPLATE = '{{constructor.constructor("window.__xss=1")()}}$t(shell.product)$&';
const LINK = 'javascript:window.__xss=1//';
/** Turns the direction of all that follows, if it is let. */
const TURNED = '\u202Egnp.exe';
const INVISIBLE = 'in\u200Bvi\u200Dsi\uFEFFble';
const EMOJI = '👩‍👩‍👧‍👦'.repeat(23);
const LONG = 'W'.repeat(250);
const NAMES = [IMAGE, SCRIPT, TEMPLATE, LINK, TURNED, INVISIBLE, EMOJI, LONG];

test('names that are meant to do harm are names', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const people = NAMES.map((displayName, index) => ({ displayName, email: addressOf(index) }));
  const account = await scene.account(
    [{ displayName: `Olga ${IMAGE}`, email: addressOf(100), role: 'owner' }, ...people],
    { name: `${IMAGE} ${LONG}` },
  );
  const clients: string[] = [];
  for (const name of NAMES) {
    const wanted = { name: name.slice(0, 100), description: NAMES.join('\n').slice(0, 1000) };
    const { clientId, secretId } = await busyApplication(scene, account.id, wanted);
    clients.push(clientId);
    const at = { firstAt: scene.clock.now(), lastAt: scene.clock.now() };
    const call = { clientId, userAgent: name.slice(0, 200), calls: 1, ...at };
    await scene.storage.recordCalls([
      { ...call, apiVersion: 'v1beta1' },
      { ...call, apiVersion: 'v1' },
    ]);
    const address = '203.0.113.9';
    await scene.storage.recordSecretUses([
      { clientId, secretId, userAgent: name.slice(0, 200), address, uses: 1, ...at },
    ]);
    await scene.storage.createAdminKey(
      {
        id: systemRandom.uuid(),
        label: name.slice(0, 100),
        accountId: account.id,
        permissions: ['audit.read'],
        expireTime: undefined,
        hash: hashCredential(newAdminKey(systemRandom)),
      },
      { ...scene.change(), actor: { kind: 'operator', id: name, address: undefined, userAgent: name } },
    );
  }
  const [olga = ''] = account.people;
  const owner = await Visitor.at(browser, { width: 390, userAgent: `${IMAGE} ${SCRIPT}` });
  await trap(owner.page);
  await owner.accept(await scene.invite({ kind: 'person', accountId: account.id, userId: olga }));
  const operator = await Visitor.at(browser, { width: 390 });
  await trap(operator.page);
  await operator.accept(await scene.invite(await scene.operator(`${SCRIPT} ${LONG}`)));

  const pages = registeredPages();
  const forOperators = new Set(['accounts.read', 'deployment.read']);
  for (const [index, name] of NAMES.entries()) {
    const places = { account: account.id, client: clients[index] ?? '', person: account.people[index + 1] ?? '' };
    // Pages without a name in their address show all of the names at once.
    const shown = pages.filter(({ path }) => index === 0 || /:(?!account)/.test(path));
    await context.test(`where one is called ${JSON.stringify(name.slice(0, 40))}`, async () => {
      scene.clock.advance(61);
      for (const page of shown) {
        const visitor = forOperators.has(page.permission ?? '') ? operator : owner;
        for (const address of addressesOf(page, places).slice(index === 0 ? 0 : -1)) {
          await arrive(visitor.page, scene.page(address));
          for (const tab of await visitor.page.getByRole('main').getByRole('tab').all()) {
            await tab.click();
            await settle(visitor.page);
            await assertHarmless(visitor.page);
          }
          await assertHarmless(visitor.page);
          const shot = `hostile-${index}-${nameOf(page, address)}-390-light`;
          await (index === 0 ? lookAt : assertFits)(visitor.page, shot);
        }
      }
    });
  }
  for (const { watched } of [owner, operator]) {
    assert.deepEqual(watched.complaints, []);
    assert.deepEqual([...new Set(watched.requests.map((each) => new URL(each).origin))], [scene.baseUrl]);
  }
  await context.test('which are shown as they are', async () => {
    await arrive(owner.page, scene.page(`/accounts/${account.id}/people`));
    for (const name of [IMAGE, SCRIPT, TEMPLATE, LINK])
      await owner.page.getByText(name, { exact: true }).first().waitFor();
    await arrive(owner.page, scene.page(`/accounts/${account.id}/audit`));
    const name = owner.page.getByText(TURNED).first();
    assert.equal(await name.evaluate((element) => getComputedStyle(element).unicodeBidi), 'isolate');
  });
});

/** Anything that gets to run, or that the policy for content had to stop, is remembered. */
async function trap(page: Page): Promise<void> {
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      Object.assign(window, { __xss: `${violatedDirective} ${blockedURI}` });
    });
  });
}

async function assertHarmless(page: Page): Promise<void> {
  assert.equal(await page.evaluate('window.__xss'), undefined, page.url());
  assert.equal(await page.evaluate(`document.querySelector('img[src="x"], a[href^="javascript:"]')`), null, page.url());
}

/** As odd as an address may be. */
function addressOf(index: number): string {
  return `"<img/src=x/onerror=window.__xss=1>${'w'.repeat(index % 2 === 0 ? 5 : 120)}"${index}@${'a'.repeat(60)}.example.com`;
}
