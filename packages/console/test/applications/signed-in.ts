import type { TestContext } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import { ConsoleScene } from '../support/console-scene.ts';
import { Visitor } from '../support/visitor.ts';

/** An owner who is signed in. Undefined where there is no browser. */
export async function ownerSignedIn(context: TestContext) {
  const browser = await openBrowser(context);
  if (browser === undefined) return undefined;
  const scene = await ConsoleScene.open(context);
  const account = await scene.account([
    { displayName: 'Olga Owner', role: 'owner' },
    { displayName: 'Mia Member', email: 'mia@example.com' },
  ]);
  const visitor = await Visitor.at(browser);
  await visitor.accept(await scene.invite({ kind: 'person', accountId: account.id, userId: account.people[0] ?? '' }));
  return { browser, scene, account, visitor };
}
