import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** More than there is on any page of the tests. */
const MOST_TABS = 40;

interface Focused {
  readonly name: string;
  readonly isShown: boolean;
}

/** Goes on with the Tab key to what is called that. What is passed on the way has to show that it has the focus. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let tab = 0; tab < MOST_TABS; tab += 1) {
    await page.keyboard.press('Tab');
    const focused = await focusedOn(page);
    assert.ok(focused.isShown, `nobody sees that “${focused.name}” has the focus`);
    if (typeof name === 'string' ? focused.name === name : name.test(focused.name)) return;
    passed.push(focused.name);
  }
  assert.fail(`“${name}” is not reached by keyboard; on the way: ${passed.join(' | ')}`);
}

/** What has the focus, by its name, and whether it shows. */
export function focusedOn(page: Page): Promise<Focused> {
  return page.evaluate(async () => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', isShown: false };
    const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null;
    const label = labels?.[0] ?? (element instanceof HTMLTextAreaElement ? element.labels[0] : undefined);
    const name = element.getAttribute('aria-label') ?? (label ?? element).textContent;
    const look = async () => {
      await new Promise(requestAnimationFrame);
      await Promise.allSettled(element.getAnimations().map(({ finished }) => finished));
      const { outlineStyle, outlineWidth, borderColor, boxShadow } = getComputedStyle(element);
      return [outlineStyle !== 'none' && outlineWidth, borderColor, boxShadow].join();
    };
    const focused = await look();
    element.blur();
    const blurred = await look();
    element.focus();
    return { name: name.replace(/\s*\*$/, '').trim(), isShown: focused !== blurred };
  });
}
