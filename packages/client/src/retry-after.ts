/**
 * Reads `Retry-After`: seconds or an HTTP date (RFC 9110 section 10.2.3).
 *
 * @param now milliseconds since the Unix epoch
 * @returns whole seconds, 0 or more; undefined where there is none or it says nothing
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const moment = readHttpDate(text);
  // By the server's own clock, where it tells it: this machine's may be wrong.
  const from = readHttpDate(headers.get('date') ?? '') ?? now;
  return moment === undefined ? undefined : Math.max(0, Math.ceil((moment - from) / 1000));
}

/** All three forms begin with the day of the week; the oldest names no zone and means UTC (RFC 9110 section 5.6.7). */
function readHttpDate(text: string): number | undefined {
  if (!/^[A-Z][a-z]+,? /.test(text)) return undefined;
  const moment = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(moment) ? undefined : moment;
}
