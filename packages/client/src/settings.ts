import { LONGEST_TIMER_MS, systemClock } from './clock.ts';
import { type ClientOptions, REGION_BASE_URLS, type RetryOptions, refuse, type Settings } from './options.ts';

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;
/** What may stand in a header and in Basic credentials. */
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * Completes and checks the options of `createClient`.
 *
 * @throws OptionsError naming the option that cannot be used
 */
export function readOptions(options: ClientOptions): Settings {
  // What a caller without types could leave out.
  options ??= refuse('options', 'given');
  const { accountId, clientId, clientSecret, apiVersion = 'v1', userAgent, timeoutMs = 30_000 } = options;
  if (!/^[A-Z0-9]{26}$/.test(accountId)) refuse('accountId', 'an account id, 26 characters of A-Z and 0-9');
  if (!isPrintable(clientId) || clientId.includes(':')) refuse('clientId', 'the client id of an application');
  if (!isPrintable(clientSecret)) refuse('clientSecret', 'the secret of the application');
  if (apiVersion !== 'v1' && apiVersion !== 'v1beta1') refuse('apiVersion', "'v1' or 'v1beta1'");
  if (userAgent !== undefined && !isPrintable(userAgent)) refuse('userAgent', 'printable ASCII');
  if (!(timeoutMs > 0)) refuse('timeoutMs', 'a number of milliseconds above 0');
  return {
    baseUrl: readBaseUrl(options),
    accountId,
    clientId,
    clientSecret,
    apiVersion,
    userAgent,
    // Called without a receiver: browsers refuse their fetch any other.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    signal: options.signal,
    timeoutMs: Math.min(timeoutMs, LONGEST_TIMER_MS),
    retry: readRetry(options.retry ?? {}),
    limiter: options.limiter,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    onRequest: options.onRequest,
    onResponse: options.onResponse,
    onRetry: options.onRetry,
  };
}

function isPrintable(value: unknown): value is string {
  return typeof value === 'string' && PRINTABLE.test(value);
}

function readBaseUrl({ region, baseUrl }: ClientOptions): string {
  if (region !== undefined) {
    if (baseUrl !== undefined) refuse('baseUrl', 'left out where region is given');
    return Object.hasOwn(REGION_BASE_URLS, region) ? REGION_BASE_URLS[region] : refuse('region', "'com', 'ca' or 'eu'");
  }
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : refuse('baseUrl', 'a URL such as https://users.example.com');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    refuse('baseUrl', 'an https URL: over plain http the secret could be read on its way, except on this machine');
  }
  if (url.username + url.password !== '' || /[?#]/.test(baseUrl))
    refuse('baseUrl', 'without credentials, query and fragment');
  const plain = url.href.replace(/\/+$/, '');
  if (/\/v1(beta1)?$/.test(plain)) refuse('baseUrl', 'without the path family: apiVersion says it');
  return plain;
}

function readRetry(given: RetryOptions | false): Settings['retry'] {
  const retry = { maxAttempts: 5, maxTotalMs: 120_000, baseDelayMs: 250, maxDelayMs: 10_000 };
  if (given === false) return { ...retry, maxAttempts: 1 };
  for (const name of ['maxAttempts', 'maxTotalMs', 'baseDelayMs', 'maxDelayMs'] as const) {
    const value = given[name] ?? retry[name];
    const least = name === 'maxAttempts' ? 1 : 0;
    if (!(value >= least)) refuse(`retry.${name}`, `a number of ${least} or more`);
    retry[name] = value;
  }
  return retry;
}
