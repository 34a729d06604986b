import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import stringWidth from 'string-width';
import { printableText } from '../src/output/printable-text.ts';
import { renderFields, renderTable } from '../src/output/table.ts';

const NAMES = [
  'Ada Lovelace',
  '陳美玲',
  'ｆｕｌｌｗｉｄｔｈ',
  '👩‍🚀 Mae',
  '🇨🇭 Urs',
  'Zoe\u0308 Ångström',
  'नरेन्द्र मोदी',
  'ภาสกร',
  '김민준',
  'مريم الفارسي',
  'דנה כהן',
  'x\u0301\u0302\u0303',
];

describe('a table', () => {
  for (const isolate of [false, true]) {
    it(`has columns at the same place in every row${isolate ? ', right-to-left names isolated' : ''}`, () => {
      const columns = [{ title: 'Name' }, { title: 'People', align: 'right' as const }, { title: 'State' }];
      const rows = NAMES.map((name, index) => [name, String(10 ** index), 'ACTIVE']);
      const lines = renderTable(columns, rows, { isolate }).split('\n');
      assert.equal(lines.length, NAMES.length + 2);
      const places = lines.map((line) => line.split('|').map((cell) => stringWidth(cell)));
      for (const place of places) assert.deepEqual(place, places[0]);
    });
  }

  it('isolates right-to-left cells on a terminal only', () => {
    const cell = (isolate: boolean) => renderTable([{ title: 'Name' }], [['דנה'], ['Ada']], { isolate });
    assert.match(cell(true), /\u2068דנה\u2069/);
    assert.doesNotMatch(cell(true), /\u2068Ada/);
    assert.doesNotMatch(cell(false), /[\u2066-\u2069]/);
  });

  it('does not let a name speak to the terminal', () => {
    assert.equal(printableText('a\u001b[31mb\nc\u202Ed\u2028'), 'a\uFFFD[31mb\uFFFDc\uFFFDd\uFFFD');
    assert.doesNotMatch(renderFields([['Name', '\u001b]0;owned\u0007']], { isolate: true }), /\p{Cc}/u);
  });

  it('aligns the values of fields', () => {
    const text = renderFields(
      [
        ['Id', '1'],
        ['Longer name', '2'],
      ],
      { isolate: false },
    );
    assert.equal(text, 'Id:           1\nLonger name:  2');
  });
});
