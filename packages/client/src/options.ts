import type { Clock } from './clock.ts';
import { ERR_INVALID_OPTIONS } from './error-codes.ts';
import { OptionsError } from './errors.ts';
import type { Hooks } from './hooks.ts';
import type { Limiter } from './limiter.ts';

/** The public regions. An account lives in one of them; the others answer that it is not there. */
export type Region = 'com' | 'ca' | 'eu';

/** The base URL of each public region. */
export const REGION_BASE_URLS: Readonly<Record<Region, string>> = {
  com: 'https://api.1password.com',
  ca: 'https://api.1password.ca',
  eu: 'https://api.1password.eu',
};

/** The path families: `v1`, and the preview that it replaces. */
export type ApiVersion = 'v1beta1' | 'v1';

/** When a failed request is repeated, and when that ends. */
export interface RetryOptions {
  /** Tries in all, 1 or more. 5 unless given. */
  readonly maxAttempts?: number | undefined;
  /** Milliseconds from the first try within which the last may begin. 120,000 unless given. */
  readonly maxTotalMs?: number | undefined;
  /** The longest wait after the first failure, in milliseconds; it doubles from failure to failure. 250 unless given. */
  readonly baseDelayMs?: number | undefined;
  /** The longest wait where the server asks for none, in milliseconds. 10,000 unless given. */
  readonly maxDelayMs?: number | undefined;
}

interface CommonOptions extends Hooks {
  /** The account: 26 characters of A-Z and 0-9. */
  readonly accountId: string;
  /** Client id of the OAuth application. */
  readonly clientId: string;
  /** Its secret. Kept out of messages, hooks and what the client prints as. */
  readonly clientSecret: string;
  /** The path family. `v1` unless given. */
  readonly apiVersion?: ApiVersion | undefined;
  /** Goes first in `User-Agent`, so that operators see who calls: `acme-access-review/2.1`. */
  readonly userAgent?: string | undefined;
  /** In place of the global `fetch`: for proxies, own certificates, tests. */
  readonly fetch?: typeof fetch | undefined;
  /** Ends everything that this client does. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one try, from sending to the last byte. 30,000 unless given. */
  readonly timeoutMs?: number | undefined;
  /** When to repeat; `false` never does. */
  readonly retry?: RetryOptions | false | undefined;
  /** Keeps a long run just under the limits. See `createLimiter`. */
  readonly limiter?: Limiter | undefined;
  /** Where the time comes from. The machine's unless given. */
  readonly clock?: Clock | undefined;
  /** 0 (included) to 1 (excluded), for the jitter of waits. `Math.random` unless given. */
  readonly random?: (() => number) | undefined;
}

/** What `createClient` takes: a public region or a base URL, an account, and the credentials of an application. */
export type ClientOptions = CommonOptions &
  (
    | {
        /** A public region. */
        readonly region: Region;
        readonly baseUrl?: undefined;
      }
    | {
        /**
         * Where the server is, without the path family: `https://users.example.com`. Plain `http` is taken for this
         * machine (`localhost`, `127.0.0.1`, `[::1]`) only.
         */
        readonly baseUrl: string;
        readonly region?: undefined;
      }
  );

/** The options, complete and checked. */
export interface Settings extends Hooks {
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiVersion: ApiVersion;
  readonly userAgent: string | undefined;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly retry: { readonly [K in keyof RetryOptions]-?: number };
  readonly limiter: Limiter | undefined;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Refuses what cannot be used, by name. Never repeats a value: one of them is the secret. */
export function refuse(name: string, expected: string): never {
  throw new OptionsError(ERR_INVALID_OPTIONS, `${name} must be ${expected}.`);
}
