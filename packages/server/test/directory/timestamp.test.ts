import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { normaliseTimestamp } from '../../src/directory/timestamp.ts';

const CASES: readonly (readonly [given: string, stored: string | undefined])[] = [
  ['2024-01-15T10:30:00Z', '2024-01-15T10:30:00Z'],
  ['2024-01-15t10:30:00z', '2024-01-15T10:30:00Z'],
  ['2024-01-15T10:30:00.999999999Z', '2024-01-15T10:30:00Z'],
  ['2024-01-15T10:30:00+00:00', '2024-01-15T10:30:00Z'],
  ['2024-01-15T10:30:00-00:00', '2024-01-15T10:30:00Z'],
  ['2024-03-01T00:15:00+05:45', '2024-02-29T18:30:00Z'],
  ['2023-12-31T20:00:00-04:00', '2024-01-01T00:00:00Z'],
  ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z'],
  ['2017-01-01T00:59:60+01:00', '2016-12-31T23:59:59Z'],
  ['2016-12-31T12:00:60Z', undefined],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ['0001-01-01T00:00:00+01:00', undefined],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  ['9999-12-31T23:59:59-01:00', undefined],
  ['0000-06-01T00:00:00Z', undefined],
  ['1900-02-29T00:00:00Z', undefined],
  ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00Z'],
  ['2024-04-31T00:00:00Z', undefined],
  ['2024-13-01T00:00:00Z', undefined],
  ['2024-01-00T00:00:00Z', undefined],
  ['2024-01-15T24:00:00Z', undefined],
  ['2024-01-15 10:30:00Z', undefined],
  ['2024-01-15T10:30:00', undefined],
  ['2024-01-15T10:30Z', undefined],
  ['2024-01-15T10:30:00+25:00', undefined],
  ['2024-01-15T10:30:00Z\n', undefined],
];

describe('times of a directory file', () => {
  for (const [given, stored] of CASES) {
    test(JSON.stringify(given), () => assert.equal(normaliseTimestamp(given), stored));
  }

  test('agrees with the engine on every time and offset', () => {
    const time = fc.date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(time, fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 }), (date, offset) => {
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const minutes = Math.abs(offset);
        const zone = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
        const text = `${local}${offset < 0 ? '-' : '+'}${zone}`;
        assert.equal(normaliseTimestamp(text), `${date.toISOString().slice(0, 19)}Z`);
      }),
    );
  });
});
