/**
 * Reads `Retry-After`: seconds or an HTTP date (RFC 9110 section 10.2.3).
 *
 * @param now milliseconds since the Unix epoch
 * @returns whole seconds, 0 or more; undefined where there is none or it says nothing
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  // Years below 100 and other curiosities of Date.parse are none of a date's: it begins with the day of the week.
  const moment = /^[A-Z][a-z]+,? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : Math.max(0, Math.ceil((moment - now) / 1000));
}
