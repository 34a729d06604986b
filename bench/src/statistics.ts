/** A figure over rounds: the middle one and the two ends. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/**
 * The value below which this share of the values lies, by the nearest-rank method.
 * @param share 0 to 1
 * @throws RangeError without values
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const rank = Math.max(Math.ceil(share * sorted.length) - 1, 0);
  const value = sorted[rank];
  if (value === undefined) throw new RangeError('There is no quantile of nothing.');
  return value;
}

/** The mean of the two in the middle where their number is even. @throws RangeError without values */
export function median(values: ArrayLike<number>): number {
  const upper = quantile(values, 0.5 + 0.5 / Math.max(values.length, 1));
  return (quantile(values, 0.5) + (values.length % 2 === 0 ? upper : quantile(values, 0.5))) / 2;
}

/** @throws RangeError without values */
export function spread(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/**
 * What the candidate did for each of the base in the same round: a machine that slows down slows both, so the ratio
 * holds where absolute figures drift. Rounds that one of them does not have are left out.
 */
export function pairedRatios(candidate: readonly number[], base: readonly number[]): readonly number[] {
  const rounds = Math.min(candidate.length, base.length);
  return Array.from({ length: rounds }, (_, round) => (candidate[round] ?? 0) / (base[round] ?? 0));
}
