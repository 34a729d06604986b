import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient, RollcallError } from '@rollcall/client';
import { openBrowser } from '@rollcall/test-browser';
import type { Page } from 'playwright-core';
import { startRollcall, temporaryFolder } from '../../../cli/test/support/rollcall.ts';
import { lookAt } from '../support/look-at.ts';
import { ensureBuilt } from '../support/serve-console.ts';
import { Visitor } from '../support/visitor.ts';

const NAME = 'Acme access review';

test('from the command to the end of an application', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  await ensureBuilt();
  const data = join(await temporaryFolder(context), 'data');
  const args = ['serve', '--demo', '--http', '--port', '0', '--data-dir', data];
  const running = await startRollcall(context, args, (stdout) => stdout.includes('/console/#/invite/'));
  const { stdout } = running.output();
  const visitor = await Visitor.at(browser);
  const { page } = visitor;

  await context.test('the link that the start printed lets the owner of the demo account in, once', async () => {
    const link = /^ *(http\S+#\/invite\/\S+)$/m.exec(stdout)?.[1] ?? '';
    await visitor.accept(link);
    await page.getByRole('button', { name: 'Your menu, Ingrid Solberg' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.goto(link);
    await page.getByRole('heading', { name: 'This invitation cannot be used any more' }).waitFor();
    await page.getByRole('link', { name: 'Sign in instead' }).click();
    await visitor.signIn();
    assert.match(stdout, new RegExp(`Console: +${new URL(page.url()).origin}/console/`));
  });

  const shown = await make(page);
  const client = clientOf(shown, shown.secret, 'acme-review/1.0');
  const later = { secret: '' };

  await context.test('its secret works at once', async () => {
    const addresses: string[] = [];
    for await (const { email } of client.users.list()) addresses.push(email);
    assert.ok(addresses.length > 10, `${addresses.length} people`);
    assert.ok(addresses.includes('ingrid.solberg@example.com'));
  });

  await context.test('a rotation keeps the old one, and shows who still uses it', async () => {
    await page.getByRole('tab', { name: 'Secrets' }).click();
    await page.getByRole('button', { name: 'Rotate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Keep the old ones for' }).selectOption('An hour');
    await dialog.getByRole('textbox', { name: 'Label' }).fill('From autumn');
    await dialog.getByRole('button', { name: 'Rotate' }).click();
    later.secret = await page.getByRole('textbox', { name: 'Client secret' }).inputValue();
    await page.getByRole('checkbox', { name: 'I have saved the secret' }).check();
    await page.getByRole('button', { name: 'Done' }).click();
    assert.notEqual(later.secret, shown.secret);
    for (const [secret, agent] of [
      [shown.secret, 'acme-left-behind/1.0'],
      [later.secret, 'acme-review/2.0'],
    ] as const) {
      const { id } = (await clientOf(shown, secret, agent).users.list().pages().next()).value.results[0];
      assert.match(id, /^[A-Z2-7]{26}$/);
    }
    const old = page.getByRole('row').filter({ hasText: 'First secret' });
    await old.getByText(/acme-left-behind\/1\.0/).waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'From autumn' })
      .getByText(/acme-review\/2\.0/)
      .waitFor();
    await lookAt(page, 'story-rotated-light-1440');
  });

  await context.test('how it is used is shown as it happens', async () => {
    await page.getByRole('tab', { name: 'Use' }).click();
    await page.getByRole('row').filter({ hasText: 'acme-review/2.0' }).first().waitFor();
    await lookAt(page, 'story-use-light-1440');
  });

  await context.test('its token dies with it', async () => {
    await client.users.list().pages().next();
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Delete the application' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(NAME);
    await dialog.getByRole('button', { name: 'Delete the application' }).click();
    await page.getByRole('heading', { level: 1, name: 'Applications' }).waitFor();
    assert.equal(await page.getByRole('link', { name: NAME }).count(), 0);
    await assert.rejects(
      async () => client.users.list().pages().next(),
      (error) => error instanceof RollcallError && error.status === 401,
    );
  });
  assert.deepEqual(
    visitor.watched.complaints.filter((each) => !each.includes('status of 401')),
    [],
  );
  assert.equal(await running.stop(), 0);
});

interface Shown {
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly secret: string;
}

/** Goes through the guided creation, and takes down what is shown at its end. */
async function make(page: Page): Promise<Shown> {
  await page.getByRole('link', { name: 'Applications' }).click();
  await page.getByRole('link', { name: 'Create an application' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(NAME);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Redirect URL' }).fill('https://acme.example/callback');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('checkbox', { name: 'List users' }).check();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Create and show the secret' }).click();
  await page.getByRole('heading', { name: `“${NAME}” was created` }).waitFor();
  const read = (name: string) => page.getByRole('textbox', { name, exact: true }).inputValue();
  const shown = {
    baseUrl: await read('Base URL'),
    accountId: await read('Account id'),
    clientId: await read('Client id'),
    secret: await read('Client secret'),
  };
  await page.getByRole('checkbox', { name: 'I have saved the secret' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  return shown;
}

function clientOf({ baseUrl, accountId, clientId }: Shown, clientSecret: string, userAgent: string) {
  return createClient({ baseUrl, accountId, clientId, clientSecret, userAgent });
}
