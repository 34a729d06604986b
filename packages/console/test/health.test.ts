import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Page } from 'playwright-core';
import { busyApplication } from './applications/application-scene.ts';
import { ConsoleScene } from './support/console-scene.ts';
import { LOOKS, lookAt } from './support/look-at.ts';
import { Visitor } from './support/visitor.ts';

test('operators and the health of the deployment', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const account = await scene.account([{ role: 'owner' }, { state: 'SUSPENDED' }]);
  await busyApplication(scene, account.id, { name: 'Access review' });
  const operator = await scene.operator();

  for (const { colorScheme, width } of LOOKS) {
    const size = `${width}-${colorScheme}`;
    await context.test(`see it at ${size}`, async () => {
      const at = await Visitor.at(browser, { colorScheme, width, height: 1800 });
      await at.accept(await scene.invite(operator));
      await at.page.goto(scene.page('/deployment'));
      await lookAround(at.page, size);
      await at.page.goto(scene.page('/deployment/audit'));
      await at.page.getByText('imported a directory into').waitFor();
      await at.page.getByText('Analytical Engines').first().waitFor();
      await lookAt(at.page, `deployment-audit-${size}`);
      assert.deepEqual(at.watched.complaints, []);
      assert.deepEqual(new Set(at.watched.requests.map((each) => new URL(each).origin)), new Set([scene.baseUrl]));
      await at.close();
    });
  }
});

async function lookAround(page: Page, size: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
  const day = page.getByRole('table', { name: 'Calls of the last 24 hours' });
  await day.waitFor();
  assert.equal(await day.getByRole('row').count(), 25);
  const [, calls = ''] =
    /: ([\d,]+) calls, /.exec((await page.getByText(/^Of all applications/).textContent()) ?? '') ?? [];
  assert.ok(Number(calls.replace(',', '')) > 1500, calls);
  // Two looks make a course.
  await page.getByRole('img', { name: /^Requests by what became of them, since .* Now .*, at most / }).waitFor();
  await lookAt(page, `health-${size}`);
}
