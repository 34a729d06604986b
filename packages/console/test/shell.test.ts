import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { axe, keepPicture, openBrowser, watchPage } from '@rollcall/test-browser';
import type { Browser, Page } from 'playwright-core';
import { type Answers, OWNER, PASSKEYS, refusal, SESSIONS, stubAdmin } from './support/admin-stub.ts';
import { serveConsole } from './support/serve-console.ts';

const SCREENSHOTS = join(import.meta.dirname, '../../../screenshots/console');
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [1440, 390];
const SIGNED_IN: Answers = {
  'GET /session': () => [200, OWNER],
  'GET /sessions': () => [200, SESSIONS],
  'GET /passkeys': () => [200, PASSKEYS],
};

test('the shell and the pages of everybody', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const url = await serveConsole(context);
  await mkdir(SCREENSHOTS, { recursive: true });

  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) {
      await context.test(`are well in ${scheme} at ${width} pixels`, () => lookAround(browser, url, scheme, width));
    }
  }
  await context.test('stay where somebody wanted to go, and leave when they are signed out', () =>
    signOut(browser, url),
  );
  await context.test('begin where single sign-on was refused', () => comeBackRefused(browser, url));
  await context.test('are reached by keyboard', () => byKeyboard(browser, url));
  await context.test('have a navigation on a phone that is there only while it is open', () => onAPhone(browser, url));
  await context.test('ask for a fresh proof, which can be given up', () => giveUpProof(browser, url));
});

async function lookAround(browser: Browser, url: string, scheme: 'light' | 'dark', width: number): Promise<void> {
  const page = await newPage(browser, scheme, width);
  const watched = watchPage(page);
  await stubAdmin(page, { ...SIGNED_IN, 'GET /session': () => [204] });
  await page.goto(url);
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await examine(page, `sign-in-${scheme}-${width}`);

  await page.unrouteAll();
  await stubAdmin(page, SIGNED_IN);
  await page.reload();
  await page.getByText('Work laptop').waitFor();
  assert.equal(await page.title(), 'Sign-in and passkeys · Rollcall');
  await examine(page, `me-${scheme}-${width}`);
  if (width < 500) await page.getByRole('button', { name: 'Open the navigation' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await examine(page, `navigation-${scheme}-${width}`);
  if (width < 500) await page.getByRole('button', { name: 'Close the navigation' }).click();
  await page.getByRole('button', { name: 'Your menu, Ada <Lovelace>' }).click();
  await page.getByText('ada@example.com').waitFor();
  await examine(page, `menu-${scheme}-${width}`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove the passkey Work laptop' }).click();
  await page.getByRole('dialog', { name: 'Remove this passkey?' }).waitFor();
  await examine(page, `remove-passkey-${scheme}-${width}`);
  await page.keyboard.press('Escape');
  await page.goto(`${url}#/nowhere`);
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  await examine(page, `not-found-${scheme}-${width}`);

  assert.deepEqual(watched.complaints, []);
  assert.deepEqual([...new Set(watched.requests.map((each) => new URL(each).origin))], [new URL(url).origin]);
  await page.context().close();
}

async function signOut(browser: Browser, url: string): Promise<void> {
  const page = await newPage(browser, 'light', 1440);
  const sent = await stubAdmin(page, { ...SIGNED_IN, 'DELETE /session': () => [204] });
  await page.goto(`${url}#/me?from=link`);
  await page.getByText('Work laptop').waitFor();
  await page.getByRole('button', { name: /^Your menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await page.getByText('Work laptop').count(), 0);
  const left = sent.find(({ call }) => call === 'DELETE /session');
  assert.equal(left?.headers['x-csrf-token'], OWNER.csrf_token);
  await page.context().close();
}

async function comeBackRefused(browser: Browser, url: string): Promise<void> {
  const page = await newPage(browser, 'light', 1440);
  await stubAdmin(page, { 'GET /session': () => [204] });
  await page.goto(`${url}#/sign-in?refused=sign_in_refused`);
  await page.getByRole('alert').getByText('The identity provider did not sign you in.').waitFor();
  await page.unrouteAll();
  await stubAdmin(page, SIGNED_IN);
  await page.reload();
  await page.getByText('Work laptop').waitFor();
  assert.equal(new URL(page.url()).hash, '#/me');
  await page.context().close();
}

async function byKeyboard(browser: Browser, url: string): Promise<void> {
  const page = await newPage(browser, 'light', 1440);
  await stubAdmin(page, SIGNED_IN);
  await page.goto(`${url}#/nowhere`);
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Skip to the content');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Go to the start page');
  await page.keyboard.press('Enter');
  await page.getByText('Work laptop').waitFor();
  assert.equal(await focused(page), 'Sign-in and passkeys', 'who goes to a page starts at its heading');
  await page.context().close();
}

async function onAPhone(browser: Browser, url: string): Promise<void> {
  const page = await newPage(browser, 'light', 390);
  await stubAdmin(page, SIGNED_IN);
  await page.goto(`${url}#/nowhere`);
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  const reached: string[] = [];
  for (let key = 0; key < 6; key += 1) {
    await page.keyboard.press('Tab');
    reached.push(await focusedName(page));
  }
  assert.deepEqual(reached, [
    'Skip to the content',
    'Open the navigation',
    'Rollcall',
    'Colours',
    'Your menu, Ada <Lovelace>',
    'Go to the start page',
  ]);

  const opener = page.getByRole('button', { name: 'Open the navigation' });
  const dialog = page.getByRole('dialog', { name: 'Rollcall' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await dialog.locator(':focus').waitFor();
  for (let key = 0; key < 5; key += 1) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate("document.activeElement.closest('[role=dialog]') !== null"), true);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('button:focus[aria-label="Open the navigation"]').waitFor();

  await page.keyboard.press('Enter');
  await dialog.getByRole('link', { name: 'Sign-in and passkeys' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('h1:focus', { hasText: 'Sign-in and passkeys' }).waitFor();
  await page.context().close();
}

async function giveUpProof(browser: Browser, url: string): Promise<void> {
  const page = await newPage(browser, 'light', 1440);
  let removals = 0;
  await stubAdmin(page, {
    ...SIGNED_IN,
    'DELETE /passkeys/a2V5': () => {
      removals += 1;
      return [403, refusal('reauthentication_required', 'Prove it once more.')];
    },
  });
  await page.goto(`${url}#/me`);
  await page.getByRole('button', { name: 'Remove the passkey Work laptop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  const proof = page.getByRole('dialog', { name: 'Is it you?' });
  await proof.waitFor();
  assert.deepEqual(await axe(page), []);
  await proof.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alert').getByText('Prove it once more.').waitFor();
  assert.equal(removals, 1);
  await page.context().close();
}

async function newPage(browser: Browser, colorScheme: 'light' | 'dark', width: number): Promise<Page> {
  const viewport = { width, height: 900 };
  return (await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' })).newPage();
}

async function examine(page: Page, name: string): Promise<void> {
  await keepPicture(page, { path: join(SCREENSHOTS, `${name}.png`) });
  assert.deepEqual(await axe(page), [], name);
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.ok(Number(overflow) <= 0, `${name} is wider than the screen`);
}

function focusedName(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");
}

function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.textContent');
}
