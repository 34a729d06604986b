import type { Page } from 'playwright-core';

/** What a page does that a good page does not: complaints on its console, and requests besides the one for itself. */
export interface Watched {
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
}

/** Watches a page from now on. */
export function watchPage(page: Page): Watched {
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', async (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) requests.push(request.url());
  });
  return { complaints, requests };
}
