import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { GradeReport } from '@rollcall/contract/sandbox';
import { axe, keepPicture, openBrowser, watchPage } from '@rollcall/test-browser';
import { renderHtml } from '../../src/grade/report/html/render-html.ts';
import { FINDINGS, graded, HOSTILE_REPORT, reportOf, SITUATIONS } from './sample-reports.ts';

const REPORTS: Readonly<Record<string, GradeReport>> = {
  exam: reportOf(FINDINGS, { situations: SITUATIONS }),
  passed: reportOf(FINDINGS.filter(({ verdict }) => verdict === 'passed')),
  incomplete: reportOf(FINDINGS.filter(({ verdict }) => verdict === 'not_observed')),
  hostile: HOSTILE_REPORT,
};
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
/** To be looked at by people; git does not see it. */
const SCREENSHOTS = join(import.meta.dirname, '../../../../screenshots/grade');

describe('the HTML report in a browser', () => {
  it('fits wide and narrow screens, complains of nothing, asks for nothing, and axe finds nothing in either theme', async (context) => {
    const browser = await openBrowser(context);
    if (browser === undefined) return context.skip('there is no Chromium for this system');
    for (const [name, report] of Object.entries(REPORTS)) {
      for (const viewport of SIZES) {
        for (const colorScheme of ['light', 'dark'] as const) {
          // The policy of the page would keep axe out as well; that it keeps out the rest is tested below.
          const page = await browser.newPage({ viewport, colorScheme, bypassCSP: true });
          const watched = watchPage(page);
          await page.setContent(renderHtml(graded(report)));
          await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
          const what = `${name}-${viewport.width}-${colorScheme}`;
          // A page of what somebody sent to break it may be longer than an image can be.
          await keepPicture(page, { path: join(SCREENSHOTS, `${what}.png`), fullPage: report !== HOSTILE_REPORT });
          assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${what}: too wide`);
          assert.deepEqual(await axe(page), [], what);
          assert.deepEqual(watched, { complaints: [], requests: [] }, what);
          await page.close();
        }
      }
    }
  });

  it('shows what a client sent as text, whatever it is, under a policy that lets nothing run', async (context) => {
    const browser = await openBrowser(context);
    if (browser === undefined) return context.skip('there is no Chromium for this system');
    const page = await browser.newPage();
    const watched = watchPage(page);
    await page.setContent(renderHtml(graded(HOSTILE_REPORT)));
    const strange = 'script, img, iframe, object, embed, link, form, a, [onerror], [style], [src], [href]';
    assert.equal(await page.evaluate(`document.querySelectorAll('${strange}').length`), 0);
    assert.match(await page.innerText('h1'), /^"><script>alert\(1\)<\/script><img$/);
    assert.deepEqual(watched, { complaints: [], requests: [] });
    // Were something let through after all, it would not run.
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('img'), { src: 'http://127.0.0.1:9/' }))`,
    );
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { text: 'window.ran = true' }))`,
    );
    assert.equal(await page.evaluate('window.ran'), undefined);
    assert.equal(watched.complaints.length, 2, 'both were refused');
  });
});
