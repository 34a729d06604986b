import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Browser, Page } from 'playwright-core';
import { ConsoleScene } from '../support/console-scene.ts';
import { LOOKS, lookAt } from '../support/look-at.ts';
import { Visitor } from '../support/visitor.ts';
import { AuditScene } from './audit-scene.ts';

test('the audit log of an account', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const audit = await AuditScene.in(scene);
  await audit.past();

  for (const { colorScheme, width } of LOOKS) {
    const size = `${width}-${colorScheme}`;
    await context.test(`is well at ${size}`, async () => {
      const visitor = await visit(browser, audit, { colorScheme, width });
      await lookAround(visitor.page, size);
      await leave(visitor, scene);
    });
  }
  await context.test('tells what happens, without moving what is read', () => live(browser, audit));
  await context.test('is narrowed by filters that stand in the address', () => narrow(browser, audit));
  await context.test('shows older entries by keyboard, and says where it ends', () => older(browser, audit));
  await context.test('is saved as a file, as it is narrowed', () => save(browser, audit));
});

async function lookAround(page: Page, size: string): Promise<void> {
  await page.getByRole('button', { name: 'Ada Lovelace suspended Bob' }).waitFor();
  await lookAt(page, `audit-${size}`);
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByLabel('Who did it').waitFor();
  await lookAt(page, `audit-filters-${size}`);
  await page.getByRole('button', { name: 'Ada Lovelace suspended Bob' }).click();
  const entry = page.getByRole('dialog', { name: /^Entry \d+$/ });
  await entry.getByText('request-of-ada').waitFor();
  await lookAt(page, `audit-entry-${size}`);
  await page.keyboard.press('Escape');
  await entry.waitFor({ state: 'hidden' });
  await page.getByLabel('What happened').selectOption({ label: 'Operator added' });
  await page.getByText('Nothing fits').waitFor();
  await lookAt(page, `audit-nothing-${size}`);
}

async function live(browser: Browser, audit: AuditScene): Promise<void> {
  const visitor = await visit(browser, audit);
  const { page } = visitor;
  const top = page.getByRole('listitem').first();
  const before = await top.textContent();
  await audit.note({ action: 'invite.created', subject: audit.bob });
  await audit.note({ action: 'user.reactivated', subject: audit.bob });
  const fresh = page.getByRole('status').getByRole('button', { name: 'Show 2 new entries' });
  await fresh.waitFor();
  assert.equal(await top.textContent(), before);
  await fresh.click();
  await page.getByRole('button', { name: 'Ada Lovelace reactivated Bob <b>Babbage</b> {{actor}}' }).waitFor();
  await page.getByRole('button', { name: 'Ada Lovelace invited Bob <b>Babbage</b> {{actor}} to sign in' }).waitFor();
  assert.equal(await fresh.count(), 0);

  // What does not fit is not counted.
  await page.getByLabel('Outcome').selectOption('refused');
  await page.getByText('There is nothing older that fits.').waitFor();
  await audit.note({ action: 'user.suspended', subject: audit.bob });
  await audit.note({ action: 'user.suspended', subject: audit.ada, outcome: 'refused', reason: 'no_owner_remain' });
  await page.getByRole('button', { name: 'Show 1 new entry' }).waitFor();
  await leave(visitor, audit.scene);
}

async function narrow(browser: Browser, audit: AuditScene): Promise<void> {
  const visitor = await visit(browser, audit);
  const { page } = visitor;
  await page.getByLabel('What happened').selectOption({ label: 'People: all' });
  await page.getByLabel('Outcome').selectOption('Refused');
  await page.getByText('There is nothing older that fits.').waitFor();
  assert.match(new URL(page.url()).hash, /\/audit\?action=user\.\*&outcome=refused$/);
  const refused = page.getByRole('listitem').filter({ hasText: 'was not let suspend' });
  await refused.getByText('That would leave the account without an active owner.').first().waitFor();

  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.getByRole('button', { name: 'deleted the admin key Nightly <export>' }).click();
  await page.getByRole('button', { name: 'Only what was done to it' }).click();
  await page.getByText('There is nothing older that fits.').waitFor();
  assert.equal(await page.getByRole('listitem').count(), 1);

  // What was typed, and what a reload finds in the address.
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByLabel('What it was done to', { exact: true }).fill(audit.bob);
  await page.waitForURL(`**/audit?subject=${audit.bob}`);
  await page.getByLabel('When', { exact: true }).selectOption('In the last 30 days');
  await page.getByLabel('From', { exact: true }).fill('2020-01-01T12:00');
  await page.waitForURL(/since=2020-01-01T11%3A00%3A00.000Z$/);
  await page.reload();
  await page.getByRole('button', { name: 'Ada Lovelace changed Bob' }).click();
  await page.getByRole('row', { name: 'Name Bob Bob <b>Babbage</b>' }).waitFor();
  assert.equal(await page.getByLabel('What it was done to', { exact: true }).inputValue(), audit.bob);
  assert.equal(await page.getByLabel('From', { exact: true }).inputValue(), '2020-01-01T12:00');
  await leave(visitor, audit.scene);
}

async function older(browser: Browser, audit: AuditScene): Promise<void> {
  const visitor = await visit(browser, audit);
  const { page } = visitor;
  const entries = page.getByRole('listitem');
  assert.equal(await entries.count(), 100);
  await page.getByRole('button', { name: 'Show older entries' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('That is where the log begins.').waitFor();
  const count = await entries.count();
  assert.ok(count > 120 && count < 200, `${count} entries`);
  assert.equal(await page.getByRole('heading', { level: 2, name: 'Today' }).count(), 1);
  await leave(visitor, audit.scene);
}

async function save(browser: Browser, audit: AuditScene): Promise<void> {
  const visitor = await visit(browser, audit);
  const { page } = visitor;
  await page.getByLabel('What happened').selectOption({ label: 'Person changed' });
  await page.getByText('There is nothing older that fits.').waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'NDJSON, for programs' }).click(),
  ]);
  assert.match(file.suggestedFilename(), /^rollcall-audit-.*\.ndjson$/);
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).action),
    ['user.updated'],
  );
  await leave(visitor, audit.scene);
}

async function visit(browser: Browser, audit: AuditScene, options = {}): Promise<Visitor> {
  const visitor = await Visitor.at(browser, options);
  await visitor.accept(await audit.scene.invite(audit.owner));
  await visitor.page.goto(audit.scene.page(`/accounts/${audit.account}/audit`));
  await visitor.page.getByRole('listitem').first().waitFor();
  return visitor;
}

async function leave(visitor: Visitor, scene: ConsoleScene): Promise<void> {
  const { watched } = visitor;
  assert.deepEqual(watched.complaints, []);
  assert.deepEqual([...new Set(watched.requests.map((each) => new URL(each).origin))], [scene.baseUrl]);
  await visitor.close();
}
