import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { GradeFinding } from '@rollcall/contract/sandbox';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { renderJUnit } from '../../src/grade/report/junit.ts';
import { markup } from '../../src/grade/report/markup.ts';
import { renderReport } from '../../src/grade/report/print-report.ts';
import { FINDINGS, graded, HOSTILE_REPORT, reportOf, SITUATIONS } from './sample-reports.ts';
import { assertJUnit, parseXml } from './xml.ts';

const REPORT = reportOf(FINDINGS, { situations: SITUATIONS });

describe('the report on a terminal', () => {
  it('has the worst first, with evidence and advice, and a verdict at the end', () => {
    assert.equal(
      stripVTControlCharacters(renderReport(REPORT, undefined)),
      `✗ broken    Follows every page token to the end (several-pages)
            2 lists ended although the answer had a next_page_token.
            #12 GET /v1/accounts/…/users?page_token=QUFBQUFBQUFB… → 200: 25 people and a next_page_token; no request for the next page
            → Repeat the request with page_token set to next_page_token until an answer has none.
! warning   Says who it is in User-Agent
            The User-Agent has no version.
            #17 POST /v1/oauth/token?page_token=QUFBQUFBQUFB… → 200: acme
            → Send a name and a version, such as acme-access-review/2.1.
✓ kept      Uses a token for many calls (several-pages)
– not seen  Gives up when it is enough (stays-broken)
            The situation was left out.

Failed. 1 of 4 rules broken, in 1 of 1 situation, with 1 warning; 41 requests judged.
Findings: 1 broken, 1 warning, 1 kept, 1 not seen.
`,
    );
  });

  it('breaks lines between words where the terminal ends, and lets nothing through that moves its cursor', () => {
    const words = stripVTControlCharacters(renderReport(REPORT, 60)).split('\n');
    // A word that is longer than a line stays whole, so that it can be copied.
    for (const line of words) assert.ok(stringWidth(line) <= 60 || line.trim().split(' ').length <= 3, line);
    const hostile = renderReport(HOSTILE_REPORT, undefined);
    assert.doesNotMatch(stripVTControlCharacters(hostile), /[^\P{Cc}\n]|\u202e/u);
  });
});

describe('the report as JUnit XML', () => {
  it('has a suite for each situation and a case for each rule', () => {
    const { children: suites, attributes } = assertJUnit(renderJUnit(graded(REPORT)));
    assert.deepEqual(attributes, { name: 'rollcall grade', tests: '4', failures: '1', errors: '0', time: '12.345' });
    const read = suites.map(({ attributes: { name }, children }) => [
      name,
      ...children
        .filter((each) => each.name === 'testcase')
        .map((each) => `${each.attributes.name}: ${each.children[0]?.name ?? 'passed'}`),
    ]);
    assert.deepEqual(read, [
      [
        'rollcall.grade.several-pages',
        'Follows every page token to the end: failure',
        'Uses a token for many calls: passed',
      ],
      ['rollcall.grade.stays-broken', 'Gives up when it is enough: skipped'],
      ['rollcall.grade', 'Says who it is in User-Agent: system-out'],
    ]);
    const failure = suites[0]?.children.flatMap(({ children }) => children).find(({ name }) => name === 'failure');
    assert.match(failure?.text ?? '', /until an answer has none\.\n#12 GET \/v1\/accounts/);
  });

  it('is well-formed and keeps to the schema whatever a client sent', () => {
    assertJUnit(renderJUnit(graded(HOSTILE_REPORT)));
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    const finding = fc.record<GradeFinding>({
      rule: text,
      title: text,
      verdict: fc.constantFrom('passed', 'failed', 'warning', 'not_observed'),
      sentence: text,
      advice: text,
      evidence: fc.array(fc.record({ sequence: fc.constantFrom(12, 17, 99), note: text }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 5 }), (findings) => {
        assertJUnit(renderJUnit(graded(reportOf(findings))));
      }),
    );
  });
});

describe('markup', () => {
  it('gives any text back, as an element and as an attribute; what XML cannot say becomes a sign of that', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const root = parseXml(markup`<a b="${text}">${text}</a>`.toString());
        const sayable = text.toWellFormed().replace(/[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/gu, '\uFFFD');
        assert.equal(root.attributes.b, sayable);
        assert.equal(root.text, sayable);
      }),
    );
  });

  it('joins lists, leaves out what is not there, and escapes nothing twice', () => {
    const items = ['<1>', '2'].map((each) => markup`<li>${each}</li>`);
    assert.equal(`${markup`<ul>${items}${undefined}${false}${0}</ul>`}`, '<ul><li>&lt;1&gt;</li><li>2</li>0</ul>');
  });
});
