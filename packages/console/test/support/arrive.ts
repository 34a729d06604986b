import type { Page } from 'playwright-core';

/** Goes to a page of the console, and waits until it has all that it shows at first. */
export async function arrive(page: Page, url: string): Promise<void> {
  // Else the page before could be taken for this one.
  await page.goto('about:blank');
  await page.goto(url);
  await page.locator('main h1').first().waitFor();
  await settle(page);
}

/** Nothing is on its way any more. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('.mantine-Loader-root, .mantine-Skeleton-root, [data-loading]') === null,
  );
}
