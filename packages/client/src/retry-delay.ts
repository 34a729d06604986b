import * as codes from './error-codes.ts';
import type { RollcallError } from './errors.ts';
import type { Settings } from './options.ts';

/** What may be better a moment later. Every operation of this API may be repeated: its verbs are idempotent. */
const REPEATABLE: ReadonlySet<codes.ErrorCode> = new Set([
  codes.ERR_TIMEOUT,
  codes.ERR_RATE_LIMITED,
  codes.ERR_UNAVAILABLE,
  codes.ERR_SERVER,
]);

/** Every runtime that tells of it has the word in its message, behind operation and host: only there. */
const CERTIFICATE = /: .+: .*certificate/;

/**
 * What stays as it is, however often one asks: 501, 505, and a certificate that is refused. 408 is a slow sender's, and
 * passes.
 */
const isRepeatable = ({ code, status, message }: RollcallError) =>
  status === 408 ||
  (code === codes.ERR_CONNECTION
    ? !CERTIFICATE.test(message)
    : REPEATABLE.has(code) && status !== 501 && status !== 505);

/**
 * How long to wait before the next try: as long as the server asks, else exponential back-off with full jitter.
 *
 * @param attempt the try that failed, 1 for the first
 * @param elapsedMs since the first try
 * @returns milliseconds; undefined when it is given up
 */
export function delayBeforeNext(
  error: RollcallError,
  attempt: number,
  elapsedMs: number,
  { retry, random }: Pick<Settings, 'retry' | 'random'>,
): number | undefined {
  if (!isRepeatable(error) || attempt >= retry.maxAttempts) return undefined;
  const { retryAfterSeconds } = error;
  const backOffMs = random() * Math.min(retry.maxDelayMs, retry.baseDelayMs * 2 ** (attempt - 1));
  // The server's wait is the least; the jitter on top keeps clients that were refused together from coming back together.
  const delayMs = retryAfterSeconds === undefined ? backOffMs : retryAfterSeconds * 1000 + random() * retry.baseDelayMs;
  return elapsedMs + delayMs > retry.maxTotalMs ? undefined : Math.ceil(delayMs);
}
