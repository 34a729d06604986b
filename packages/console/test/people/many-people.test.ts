import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Page } from 'playwright-core';
import { ConsoleScene } from '../support/console-scene.ts';
import { OLGA, visitPeople } from './people-scene.ts';

const MANY = 100_000;
/** Rows that exist at once, at the most: what is seen, and a few beside it. */
const FEW = 60;

test('a hundred thousand people', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const names = Array.from({ length: MANY }, (_, index) => ({ displayName: `Person ${index}` }));
  const account = await scene.account([OLGA, ...names]);
  const visitor = await visitPeople(scene, browser, account);
  const { page } = visitor;
  const reads = () => visitor.watched.requests.filter((url) => url.includes('/people?')).length;

  await context.test('are counted, a page of them is read, and few rows exist', async () => {
    await page.getByText('100,001 active, 0 suspended').waitFor();
    assert.equal(await page.getByRole('table').getAttribute('aria-rowcount'), String(MANY + 2));
    await assertRows(page);
    assert.equal(reads(), 2, 'one for the counts, one for the page');
  });
  await context.test('are gone through by keyboard', async () => {
    await page.getByRole('link', { name: 'Olga Owner' }).focus();
    await press(page, 'ArrowDown', 'Person 0');
    await press(page, 'ArrowUp', 'Olga Owner');
    await press(page, 'ArrowUp', 'Olga Owner');
    await press(page, 'End', 'Person 198');
    await page.getByText('1,200 shown').waitFor();
    await press(page, 'ArrowDown', 'Person 199');
    await press(page, 'End', 'Person 1198');
    await page.getByText('2,200 shown').waitFor();
    await press(page, 'PageUp', /^Person 11[78]\d$/);
    await assertRows(page);
    await press(page, 'Home', 'Olga Owner');
    await assertRows(page);
  });
  await context.test('are scrolled through, each read once and in its place', async () => {
    for (const shown of ['3,200', '4,200', '5,200']) {
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      await page.getByText(`${shown} shown`).waitFor();
      await assertRows(page);
    }
    assert.equal(await focused(page), 'Olga Owner', 'where the keyboard is stays there');
    assert.equal(reads(), 7, 'nothing is read twice');
  });
  await context.test('are found, and where one was found stays in the address', async () => {
    await page.evaluate('scrollTo(0, 0)');
    await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('person 4711', { delay: 20 });
    await page.getByText('11 people').waitFor();
    assert.match(page.url(), /\?q=person\+4711$/);
    await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Name, Z to A');
    await page.getByRole('row').nth(1).getByText('Person 47119').waitFor();
    await page.getByRole('link', { name: 'Person 47110' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Person 47110' }).waitFor();
    assert.equal(await page.title(), 'Person 47110 · Rollcall');
    await page.reload();
    await page.getByRole('dialog', { name: 'Person 47110' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('11 people').waitFor();
    assert.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), 'person 4711');
    await page.getByRole('searchbox', { name: 'Search' }).fill(account.people[77]?.toLowerCase() ?? '');
    await page.getByText('1 person', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Person 76' }).waitFor();
    await page.getByRole('button', { name: 'Show everybody' }).click();
    await page.getByText('200 shown').waitFor();
    assert.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), '');
  });
  assert.deepEqual(visitor.watched.complaints, []);
});

async function press(page: Page, key: string, name: string | RegExp): Promise<void> {
  await page.keyboard.press(key);
  const now = await focused(page);
  if (typeof name === 'string') assert.equal(now, name, key);
  else assert.match(now, name, key);
  const isSeen = await page.evaluate(() => {
    const box = document.activeElement?.getBoundingClientRect();
    return box !== undefined && box.top >= 90 && box.bottom <= innerHeight;
  });
  assert.ok(isSeen, `${now} is below the headings and on the screen`);
}

/** Rows on the screen follow each other without a gap, each with its own place. */
async function assertRows(page: Page): Promise<void> {
  const rows = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('tbody tr[data-index]')].map((row) => ({
      index: Number(row.dataset.index),
      place: Number(row.getAttribute('aria-rowindex')),
      name: row.querySelector('a')?.textContent ?? '',
      ...(({ top, bottom }) => ({ top, bottom }))(row.getBoundingClientRect()),
    })),
  );
  assert.ok(rows.length <= FEW, `${rows.length} rows exist`);
  for (const { index, place, name } of rows) {
    assert.equal(place, index + 2);
    assert.equal(name, index === 0 ? 'Olga Owner' : `Person ${index - 1}`);
  }
  const seen = rows.filter(({ top, bottom }) => bottom > 100 && top < 900);
  assert.ok(seen.length >= 5, `${seen.length} rows on the screen`);
  for (const [at, { top }] of seen.entries()) {
    const before = seen[at - 1];
    if (before) assert.ok(Math.abs(before.bottom - top) < 1, `${before.bottom} to ${top}`);
  }
}

function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.textContent');
}
