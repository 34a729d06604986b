const SHEET = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --sheet: #ffffff; --ink: #16191f; --quiet: #4d5563; --line: #d9dde4; --code: #f0f2f5;
  --accent: #2a4fb0;
  --failed: #b3211f; --failed-ground: #fdeceb; --warning: #7f5300; --warning-ground: #fdf3dc;
  --passed: #17693a; --passed-ground: #e4f5ea; --unseen: #4d5563; --unseen-ground: #eceef2;
  --bar-failed: #d33f3c; --bar-warning: #dba11f; --bar-passed: #2f9e5b; --bar-unseen: #b3bac6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1216; --sheet: #181c22; --ink: #e9ecf1; --quiet: #a9b2c0; --line: #2f3641; --code: #222831;
    --accent: #9db8ff;
    --failed: #ff9d98; --failed-ground: #3a1a1b; --warning: #f3c969; --warning-ground: #352a10;
    --passed: #7fdba2; --passed-ground: #12301f; --unseen: #b4bcc9; --unseen-ground: #262c35;
    --bar-failed: #e0605c; --bar-warning: #c99a2c; --bar-passed: #3aa565; --bar-unseen: #5b6473;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
main, footer { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-top: 2.5rem; }
h1, h2, h3, p, dl, dd, ul, ol { margin: 0; padding: 0; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); line-height: 1.2; letter-spacing: -0.02em; text-wrap: balance; }
h2 { font-size: 1.3rem; letter-spacing: -0.01em; margin: 2.75rem 0 0.25rem; }
h3 { font-size: 1.05rem; line-height: 1.4; }
code { font: 0.86em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.eyebrow { color: var(--quiet); font-size: 0.9rem; margin-bottom: 0.35rem; }
.lead { color: var(--quiet); margin-bottom: 1rem; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem 1.4rem; }
.verdict { margin-top: 1.5rem; border-inline-start: 6px solid var(--mark); }
.verdict p { margin-top: 0.15rem; }
.verdict strong { font-size: 1.35rem; color: var(--mark); }
.is-failed { --mark: var(--failed); --soft: var(--failed-ground); }
.is-warning, .is-incomplete { --mark: var(--warning); --soft: var(--warning-ground); }
.is-passed { --mark: var(--passed); --soft: var(--passed-ground); }
.is-not_observed { --mark: var(--unseen); --soft: var(--unseen-ground); }
.bar { display: flex; gap: 3px; height: 10px; margin: 1rem 0 0.7rem; border-radius: 5px; overflow: hidden; }
.bar span { min-width: 6px; }
.bar .failed { background: var(--bar-failed); }
.bar .warning { background: var(--bar-warning); }
.bar .passed { background: var(--bar-passed); }
.bar .not_observed { background: var(--bar-unseen); }
.totals { list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 1.4rem; font-size: 0.95rem; }
.totals b { font-variant-numeric: tabular-nums; }
.sign { color: var(--mark); font-weight: 700; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.45rem 1.5rem; margin-top: 1rem; }
.facts dt { color: var(--quiet); }
.facts ul { list-style: none; }
.badge {
  display: inline-block; padding: 0.05rem 0.6rem; border-radius: 99px; font-size: 0.82rem; font-weight: 600;
  color: var(--mark); background: var(--soft); white-space: nowrap;
}
.finding { margin-top: 1rem; border-inline-start: 4px solid var(--mark); }
.finding > * + * { margin-top: 0.8rem; }
.finding header { display: flex; flex-wrap: wrap; gap: 0.3rem 0.75rem; align-items: baseline; }
.finding header code { color: var(--quiet); margin-inline-start: auto; }
.case + .case { border-top: 1px solid var(--line); padding-top: 0.8rem; margin-top: 0.8rem; }
.rows .case + .case { border-top: 0; padding-top: 0; margin-top: 0.5rem; }
.case summary { font-size: 0.95rem; }
.advice { background: var(--code); border-radius: 8px; padding: 0.7rem 0.9rem; }
.advice b { display: block; font-size: 0.85rem; color: var(--quiet); font-weight: 600; }
summary { cursor: pointer; color: var(--accent); }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.evidence { list-style: none; margin-top: 0.4rem; border-inline-start: 2px solid var(--line); padding-inline-start: 0.9rem; }
.evidence > li + li { margin-top: 0.6rem; }
.evidence .note { color: var(--quiet); font-size: 0.95rem; }
.evidence summary { font-size: 0.9rem; }
.number { color: var(--quiet); font-variant-numeric: tabular-nums; margin-inline-end: 0.4rem; }
.request { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; margin: 0.5rem 0 0; font-size: 0.92rem; }
.request dt { color: var(--quiet); }
.rows { margin-top: 1rem; padding: 0.4rem 1.4rem; }
.rows > * { padding: 0.6rem 0; }
.rows > * + * { border-top: 1px solid var(--line); }
.rows summary { color: var(--ink); }
.rows .why { color: var(--quiet); font-size: 0.95rem; }
.rows details > :not(summary) { margin-inline-start: 1.1rem; }
.scroll { margin-top: 1rem; padding: 0.3rem 1.4rem; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: start; color: var(--quiet); font-size: 0.92rem; padding: 0.6rem 0; }
th, td { text-align: start; vertical-align: top; padding: 0.55rem 1rem 0.55rem 0; border-top: 1px solid var(--line); }
thead th { overflow-wrap: normal; white-space: nowrap; font-size: 0.85rem; color: var(--quiet); font-weight: 600; }
tbody th { font-weight: 600; }
tbody th span { display: block; font-weight: 400; color: var(--quiet); font-size: 0.92rem; }
.count { text-align: end; padding-inline-end: 0; font-variant-numeric: tabular-nums; width: 5.5rem; }
td:first-child { width: 7rem; }
.limits .sheet { margin-top: 1rem; }
.limits p + ul { margin-top: 0.6rem; }
.limits ul + p { margin-top: 0.8rem; }
.limits ul { padding-inline-start: 1.2rem; }
.limits li { margin-top: 0.3rem; }
footer { color: var(--quiet); font-size: 0.9rem; padding-top: 2rem; padding-bottom: 3rem; }
@media (max-width: 40rem) {
  main { padding-top: 1.5rem; }
  main, footer { padding-inline: 0.9rem; }
  .sheet { padding: 1rem; border-radius: 10px; }
  .rows, .scroll { padding: 0.2rem 1rem; }
  .facts, .request { grid-template-columns: 1fr; gap: 0; }
  .facts dd, .request dd { margin-bottom: 0.6rem; }
  td:first-child { width: 5.5rem; }
  .count { width: 4.5rem; }
  th, td { padding-inline-end: 0.6rem; }
}
@media print {
  :root {
    color-scheme: light;
    --ground: #fff; --sheet: #fff; --ink: #000; --quiet: #444; --line: #bbb; --code: #f3f3f3; --accent: #000;
    --failed: #b3211f; --failed-ground: #fff; --warning: #7f5300; --warning-ground: #fff;
    --passed: #17693a; --passed-ground: #fff; --unseen: #444; --unseen-ground: #fff;
  }
  body { font-size: 10.5pt; }
  main, footer { max-width: none; padding-inline: 0; }
  .finding, tr, .evidence > li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;

/** Parts of the bar of totals, in twentieths. */
const WIDTHS = Array.from({ length: 20 }, (_, index) => `.w${index + 1} { flex: ${index + 1}; }`).join('\n');

/** The style of the HTML report: light and dark, wide and narrow, on a screen and on paper. Contrast is held by a test. */
export const STYLE = `${SHEET}${WIDTHS}\n`;
