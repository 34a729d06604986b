import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissionsOf } from '@rollcall/contract/admin';
import type { PrincipalId } from '@rollcall/server/domain/principal';
import { openBrowser } from '@rollcall/test-browser';
import type { Page } from 'playwright-core';
import { busyApplication } from '../applications/application-scene.ts';
import { arrive, settle } from '../support/arrive.ts';
import { ConsoleScene } from '../support/console-scene.ts';
import { LOOKS, type Look, lookAt } from '../support/look-at.ts';
import { addressesOf, nameOf, type RegisteredPage, registeredPages } from '../support/registry.ts';
import { Visitor } from '../support/visitor.ts';

const ALL_LOOKS = [1440, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
const OWNER = permissionsOf({ role: 'owner', securityGroup: false });
const SECURITY = permissionsOf({ role: 'member', securityGroup: true });

test('every page there is', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const account = await scene.account([
    { displayName: 'Olga Owner', email: 'olga@example.com', role: 'owner' },
    { displayName: 'Sam Security', securityGroup: true },
    { displayName: 'Mia Member', email: 'mia.member@example.com' },
    ...Array.from({ length: 60 }, (_, index) => ({ displayName: `Colleague ${index + 1}` })),
  ]);
  const [olga = '', sam = '', mia = ''] = account.people;
  const { clientId } = await busyApplication(scene, account.id, { name: 'Acme access review' });
  const places = { account: account.id, client: clientId, person: mia };
  const person = (userId: string): PrincipalId => ({ kind: 'person', accountId: account.id, userId });
  const letIn = async (principal: PrincipalId) => {
    const visitor = await Visitor.at(browser);
    await visitor.accept(await scene.invite(principal));
    return visitor;
  };

  const pages = registeredPages();
  const callers = [
    { who: 'owner', may: isFor(OWNER), visitor: await letIn(person(olga)) },
    { who: 'operator', may: () => true, visitor: await letIn(await scene.operator()) },
  ] as const;
  for (const { who, may, visitor } of callers) {
    for (const page of pages.filter(may)) {
      for (const address of addressesOf(page, places)) {
        const name = nameOf(page, address);
        await context.test(`is well for an ${who}: ${name}`, () =>
          // What an owner sees as well differs by what surrounds it only.
          lookAround(
            visitor.page,
            scene.page(address),
            `every-${who}-${name}`,
            who === 'operator' && isFor(OWNER)(page) ? LOOKS : ALL_LOOKS,
          ),
        );
        // So many pages in a minute are more than somebody may read.
        scene.clock.advance(15);
      }
    }
    assert.deepEqual(visitor.watched.complaints, []);
    assert.deepEqual([...new Set(visitor.watched.requests.map((each) => new URL(each).origin))], [scene.baseUrl]);
    await visitor.close();
  }

  await context.test('is not there for who may not see it', async () => {
    const visitor = await letIn(person(sam));
    const closed = pages.filter((page) => !isFor(SECURITY)(page));
    assert.ok(closed.length > 3);
    for (const page of closed) {
      for (const address of addressesOf(page, places)) {
        await arrive(visitor.page, scene.page(address));
        await visitor.page.getByRole('heading', { name: 'Nothing here' }).waitFor();
      }
    }
    assert.deepEqual(visitor.watched.complaints, []);
  });
});

async function lookAround(page: Page, url: string, name: string, looks: readonly Look[]): Promise<void> {
  await arrive(page, url);
  assert.equal(await page.locator('main h1').count(), 1);
  assert.equal(await page.getByText('This did not work').count(), 0);
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await settle(page);
    await lookAt(page, `${name}-${width}-${colorScheme}`);
  }
}

function isFor(permissions: readonly string[]) {
  return ({ permission }: RegisteredPage) => permission === undefined || permissions.includes(permission);
}
