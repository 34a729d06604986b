import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { axe, keepPicture } from '@rollcall/test-browser';
import type { Page } from 'playwright-core';

export const SCREENSHOTS = join(import.meta.dirname, '../../../../screenshots/console');

export interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
}

/** Each theme and each width once: what pages go through on their way. All four of a page at rest are seen by `every-page`. */
export const LOOKS = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 390 },
] as const satisfies readonly Look[];

/** Keeps a picture of the page as it is, and holds it to what every page keeps: nothing for axe, no wider than the screen. */
export async function lookAt(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  await comeToRest(page);
  await keepPicture(page, { path: join(SCREENSHOTS, `${name}.png`) });
  assert.deepEqual(await axe(page), [], name);
  await assertFits(page, name);
}

/** Nothing moves or changes its colour any more, but for what never ends. */
async function comeToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What a change of the theme begins is there with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** The page does not scroll sideways. */
export async function assertFits(page: Page, name: string): Promise<void> {
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.ok(Number(overflow) <= 0, `${name} is ${overflow} pixels wider than the screen`);
}
