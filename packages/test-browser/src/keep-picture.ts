import type { Page } from 'playwright-core';

/** Keeps a picture of the page. On a busy machine Chromium now and then has none to give: then it is asked once more. */
export async function keepPicture(page: Page, options: Parameters<Page['screenshot']>[0]): Promise<void> {
  try {
    await page.screenshot(options);
  } catch (error) {
    if (!String(error).includes('Unable to capture screenshot')) throw error;
    await page.screenshot(options);
  }
}
