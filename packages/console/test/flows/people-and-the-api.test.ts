import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, ERR_LAST_OWNER, RollcallError } from '@rollcall/client';
import { openBrowser } from '@rollcall/test-browser';
import { isRefusal, OLGA, visitPeople } from '../people/people-scene.ts';
import { ConsoleScene } from '../support/console-scene.ts';
import { callFrom } from '../support/visitor-api.ts';

const MANY = 3000;

test('somebody is found among many and suspended, and the Users API says so', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const colleagues = Array.from({ length: MANY }, (_, index) => ({ displayName: `Colleague ${index}` }));
  const bobsFacts = { displayName: 'Bob Leaver', email: 'bob.leaver@example.com' };
  const account = await scene.account([OLGA, ...colleagues, bobsFacts]);
  const [olga = ''] = account.people;
  const bob = account.people.at(-1) ?? '';
  const visitor = await visitPeople(scene, browser, account);
  const { page } = visitor;
  const made = await callFrom(page, 'POST', `/accounts/${account.id}/applications`, {
    name: 'Watcher',
    description: '',
    redirect_url: 'https://watcher.example/',
    scopes: ['list_users', 'get_user', 'suspend_user'],
  });
  assert.equal(made.status, 201, made.message);
  // What the contract declares for it.
  const created = made.body as { application: { client_id: string }; client_secret: string };
  const clientId = created.application.client_id;
  const { baseUrl } = scene;
  const client = createClient({ baseUrl, accountId: account.id, clientId, clientSecret: created.client_secret });

  await context.test('by a part of the address', async () => {
    await page.getByText(`${(MANY + 2).toLocaleString('en')} active, 0 suspended`).waitFor();
    await page.getByRole('searchbox', { name: 'Search' }).fill('bob.lea');
    await page.getByText('1 person', { exact: true }).waitFor();
    assert.match(page.url(), /bob\.lea/, 'what is looked for stands in the address');
    await page.getByRole('link', { name: 'Bob Leaver' }).click();
    await page.getByRole('dialog', { name: 'Bob Leaver' }).getByRole('button', { name: 'Suspend' }).click();
    assert.equal((await client.users.get(bob)).state, 'ACTIVE', 'it is asked first');
    const question = page.getByRole('dialog', { name: 'Suspend Bob Leaver?' });
    await question.getByRole('button', { name: 'Suspend' }).click();
    await page.getByText('Bob Leaver is suspended.').waitFor();
    assert.equal((await client.users.get(bob)).state, 'SUSPENDED');
    const suspended: string[] = [];
    for await (const { id } of client.users.list({ filter: 'suspended' })) suspended.push(id);
    assert.deepEqual(suspended, [bob]);
  });

  await context.test('but the last owner is not, which is told before and holds when it is forced', async () => {
    await page.goto(scene.page(`/accounts/${account.id}/people/${olga}`));
    const suspend = page.getByRole('dialog', { name: 'Olga Owner' }).getByRole('button', { name: 'Suspend' });
    await suspend.waitFor();
    assert.equal(await suspend.getAttribute('aria-disabled'), 'true');
    const reason = await suspend.getAttribute('aria-describedby');
    assert.match((await page.locator(`[id="${reason}"]`).textContent()) ?? '', /last active owner/);
    await suspend.click({ force: true });
    assert.equal(await page.getByRole('dialog').count(), 1, 'nothing is asked');

    const forced = await callFrom(page, 'POST', `/accounts/${account.id}/people/${olga}:suspend`);
    assert.deepEqual([forced.status, forced.message], [403, 'no_owner_remain']);
    await assert.rejects(
      client.users.suspend(olga),
      (error) => error instanceof RollcallError && error.code === ERR_LAST_OWNER,
    );
    assert.equal((await client.users.get(olga)).state, 'ACTIVE');
  });
  assert.deepEqual(
    visitor.watched.complaints.filter((each) => !isRefusal(each)),
    [],
  );
});
