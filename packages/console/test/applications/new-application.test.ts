import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ownerSignedIn } from './signed-in.ts';

test('the guided creation of an application', async (context) => {
  const signedIn = await ownerSignedIn(context);
  if (signedIn === undefined) return context.skip('there is no browser for this system');
  const { scene, account, visitor } = signedIn;
  const { page } = visitor;
  const list = `/accounts/${account.id}/applications`;
  const begin = async () => {
    scene.clock.advance(61);
    await page.goto(scene.page(list));
    await page.getByRole('link', { name: 'Create an application' }).first().click();
    await page.getByRole('heading', { name: 'Step 1 of 4' }).waitFor();
  };

  await context.test('goes on only with what is needed, and says what is missing', async () => {
    await begin();
    await next(page);
    await page.getByText('Give it a name.').waitFor();
    const name = page.getByRole('textbox', { name: 'Name' });
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
    await page.waitForFunction('document.activeElement.matches("input[aria-invalid=true]")');
    await name.fill('  Acme  ');
    await next(page);
    await page.getByRole('textbox', { name: 'Redirect URL' }).fill('http://acme.example');
    await next(page);
    await page.getByText('Write a whole address that begins with https://.').waitFor();
    await page.getByRole('textbox', { name: 'Redirect URL' }).fill('https://acme.example/');
    await next(page);
    await next(page);
    await page.getByText('Choose at least one.').waitFor();
    await page.waitForFunction('document.activeElement.matches("input[type=checkbox]")');
    await page.getByRole('checkbox', { name: 'Get user' }).check();
    await next(page);
    await page.getByRole('button', { name: 'Change: Name' }).click();
    assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), '  Acme  ');
  });

  await context.test(
    'keeps what was written for who comes back, leads to what the server refuses, and asks whether it is still them',
    async () => {
      await page.goto(scene.page(list));
      await begin();
      await next(page);
      await page.getByRole('textbox', { name: 'Redirect URL' }).fill(`https://acme.example/${'a'.repeat(3000)}`);
      await next(page);
      await next(page);
      await page.getByRole('button', { name: 'Create and show the secret' }).click();
      await page.getByRole('heading', { name: 'Step 2 of 4' }).waitFor();
      const url = page.getByRole('textbox', { name: 'Redirect URL' });
      assert.equal(await url.getAttribute('aria-invalid'), 'true');
      await url.fill('https://acme.example/callback');
      await next(page);
      await next(page);
      scene.clock.advance(301);
      await page.getByRole('button', { name: 'Create and show the secret' }).click();
      const proof = page.getByRole('dialog', { name: 'Is it you?' });
      await proof.getByRole('button', { name: 'Confirm with a passkey' }).click();
      await page.getByRole('heading', { name: '“Acme” was created' }).waitFor();
    },
  );

  await context.test('asks who leaves without having saved the secret, whichever way they go', async () => {
    const secret = await page.getByRole('textbox', { name: 'Client secret' }).inputValue();
    const here = page.url();
    const ways = [
      () => page.getByRole('link', { name: 'People' }).click(),
      () => page.goBack(),
      () => page.getByRole('button', { name: 'Done' }).click(),
    ];
    for (const leave of ways) {
      await leave();
      await page.getByRole('dialog', { name: 'Leave without having saved the secret?' }).waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.equal(page.url(), here);
      assert.equal(await page.getByRole('textbox', { name: 'Client secret' }).inputValue(), secret);
    }
    assert.equal(await page.evaluate(closes), false, 'the browser asks as well');
  });

  await context.test('hands it over as files, and lets go of who has saved it', async () => {
    const read = (name: string) => page.getByRole('textbox', { name, exact: true }).inputValue();
    const [baseUrl, accountId] = [await read('Base URL'), await read('Account id')];
    const [clientId, secret] = [await read('Client id'), await read('Client secret')];
    assert.equal(baseUrl, scene.baseUrl);
    assert.equal(
      await downloaded(page, 'As .env'),
      `ROLLCALL_BASE_URL=${baseUrl}\nROLLCALL_ACCOUNT=${accountId}\nROLLCALL_CLIENT_ID=${clientId}\nROLLCALL_CLIENT_SECRET=${secret}\n`,
    );
    assert.deepEqual(JSON.parse(await downloaded(page, 'As JSON')), {
      base_url: baseUrl,
      token_url: `${baseUrl}/v1/oauth/token`,
      account_id: accountId,
      client_id: clientId,
      client_secret: secret,
      scopes: ['get_user'],
    });
    assert.equal(await page.evaluate(closes), true);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { level: 1, name: 'Acme' }).waitFor();
    assert.ok(page.url().endsWith(`/applications/${clientId}`));
    const stored = await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })');
    assert.ok(!String(stored).includes(secret.slice(4, 20)), 'the secret is kept nowhere');
  });

  await context.test('can be gone through by keyboard alone', async () => {
    await begin();
    const { keyboard } = page;
    await page.getByRole('heading', { level: 1, name: 'Create an application' }).focus();
    await tabTo(page, 'Name');
    await keyboard.type('By keyboard');
    await keyboard.press('Enter');
    await tabTo(page, 'Redirect URL');
    await keyboard.type('https://keyboard.example');
    await keyboard.press('Enter');
    await tabTo(page, 'List users');
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Step 4 of 4' }).waitFor();
    await tabTo(page, 'Create and show the secret');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: '“By keyboard” was created' }).waitFor();
    await tabTo(page, 'I have saved the secret');
    await keyboard.press('Space');
    await tabTo(page, 'Done');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'By keyboard' }).waitFor();
  });

  // Browsers complain of every refusal; these two were provoked.
  const complaints = visitor.watched.complaints.filter((each) => !/status of 40[03]/.test(each));
  assert.deepEqual(complaints, []);
});

/** Whether the browser would let the page be closed without a question. */
const closes = '(() => dispatchEvent(new Event("beforeunload", { cancelable: true })))()';

function next(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Next' }).click();
}

/** What is in the file that a button hands out. */
async function downloaded(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return readFile(await file.path(), 'utf8');
}

/** Goes on by the Tab key until something of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const said = `(() => {
    const { activeElement: at } = document;
    const labels = [...(at?.labels ?? [])].map(({ textContent }) => textContent);
    return [at?.getAttribute('aria-label'), ...labels, at?.textContent].join(' ');
  })()`;
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    if (String(await page.evaluate(said)).includes(name)) return;
  }
  assert.fail(`“${name}” is not reached by the Tab key`);
}
