import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, pairedRatios, quantile, spread } from '../src/statistics.ts';

test('a quantile is the nearest rank, whatever the order', () => {
  const values = [15, 50, 20, 40, 35];
  assert.equal(quantile(values, 0), 15);
  assert.equal(quantile(values, 0.3), 20);
  assert.equal(quantile(values, 0.4), 20);
  assert.equal(quantile(values, 0.5), 35);
  assert.equal(quantile(values, 1), 50);
  assert.deepEqual(values, [15, 50, 20, 40, 35], 'the values stay as they are');
});

test('values sort as numbers', () => {
  assert.equal(quantile([10, 9, 100], 1), 100);
});

test('the median is the middle, or the mean of the two in the middle', () => {
  assert.equal(median([7]), 7);
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([1, 2]), 1.5);
  assert.equal(median(Array.from({ length: 1000 }, (_, index) => index)), 499.5);
});

test('there is no median of nothing', () => {
  assert.throws(() => median([]), RangeError);
  assert.throws(() => quantile([], 0.5), RangeError);
});

test('a spread is the median and both ends', () => {
  assert.deepEqual(spread([3, 1, 2]), { median: 2, min: 1, max: 3 });
});

test('ratios are taken round by round', () => {
  assert.deepEqual(pairedRatios([50, 20], [100, 80]), [0.5, 0.25]);
});

test('a round that only one of them has is left out', () => {
  assert.deepEqual(pairedRatios([50, 20, 10], [100]), [0.5]);
  assert.deepEqual(pairedRatios([], [100]), []);
});
