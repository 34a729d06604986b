import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import { ConsoleScene } from '../support/console-scene.ts';
import { FrontProxy } from '../support/front-proxy.ts';
import { Visitor } from '../support/visitor.ts';
import { callFrom } from '../support/visitor-api.ts';

const PREFIX = '/teams/rollcall';

test('the console works below a path, and asks for nothing beside it', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const proxy = await FrontProxy.start(context, { prefix: PREFIX });
  const scene = await ConsoleScene.open(context, { publicUrl: proxy.url });
  proxy.target = scene.listenerUrl;
  const account = await scene.account([{ displayName: 'Olga Owner', role: 'owner' }, { displayName: 'Mia Member' }]);
  const [olga = '', mia = ''] = account.people;
  const visitor = await Visitor.at(browser);
  const { page } = visitor;

  await visitor.accept(await scene.invite({ kind: 'person', accountId: account.id, userId: olga }));
  assert.ok(page.url().startsWith(`${proxy.url}/console/#/accounts/`), page.url());

  await page.goto(scene.page('/me'));
  await page.getByRole('heading', { level: 1, name: 'Sign-in and passkeys' }).waitFor();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /^Your menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await visitor.signIn();

  await page.goto(scene.page(`/accounts/${account.id}/audit`));
  await page.getByRole('main').getByText('Olga Owner').first().waitFor();
  await page.goto(proxy.url.replace(PREFIX, ''));
  assert.equal(await page.getByText('Not below the prefix.').count(), 1, 'the proxy really has a prefix');
  proxy.paths.length = 0;
  await page.goto(scene.page(`/accounts/${account.id}/audit`));
  await page.getByRole('main').getByText('Olga Owner').first().waitFor();
  const events = `${PREFIX}/admin/v1/accounts/${account.id}/events`;
  assert.ok(proxy.paths.includes(events), proxy.paths.join('\n'));
  assert.equal((await callFrom(page, 'POST', `/accounts/${account.id}/people/${mia}:suspend`)).status, 200);
  await page.getByRole('button', { name: /new/i }).first().waitFor();

  assert.deepEqual(
    visitor.watched.complaints.filter((each) => !each.includes('404')),
    [],
  );
  assert.deepEqual(
    proxy.paths.filter((path) => !path.startsWith(`${PREFIX}/`)),
    [],
  );
});
