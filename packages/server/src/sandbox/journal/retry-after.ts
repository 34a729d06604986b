import type { Answer } from '../../http/answer.ts';

/**
 * How long `Retry-After` asks to wait, in milliseconds: seconds, or a date (RFC 9110 section 10.2.3), which counts from
 * the date of the answer, because both are cut to whole seconds.
 *
 * @returns undefined where it is neither
 */
export function retryAfterMs({ headers }: Answer): number | undefined {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const wait = Date.parse(value) - Date.parse(headers.date ?? '');
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
