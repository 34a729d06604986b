const COUNT = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const DECIMAL = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });

/** `1,234` */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `0.25`, `12.3`, `1,234` */
export function formatMeasure(measure: number): string {
  return Math.abs(measure) >= 1000 ? COUNT.format(measure) : DECIMAL.format(measure);
}
