import type { Hooks, RetryEvent } from '@rollcall/client';

/** Waits shorter than this are not worth a line. Milliseconds. */
const NOTEWORTHY_MS = 2000;
/** The headers of an answer that tell what happened. */
const TELLING = [
  'x-request-id',
  'retry-after',
  'ratelimit-policy',
  'ratelimit',
  'deprecation',
  'sunset',
  'via',
  'server',
];

/** What the client's hooks have to say, as lines for stderr. */
export interface RequestLog {
  /** Each request and answer. Secrets are masked by the client. */
  readonly verbose: boolean;
  /** Somebody is looking on who would wonder about a long wait. */
  readonly announceWaits: boolean;
  readonly write: (line: string) => void;
}

/** Hooks that write what happens, as far as it is wanted. */
export function logRequests({ verbose, announceWaits, write }: RequestLog): Hooks {
  const announce = ({ operation, attempt, delayMs, error }: RetryEvent) => {
    if (verbose) write(`* ${operation} try ${attempt} failed: ${error.code}, again in ${delayMs} ms`);
    else if (announceWaits && delayMs >= NOTEWORTHY_MS) write(`rollcall: ${describeWait(error, delayMs)}`);
  };
  if (!verbose) return { onRetry: announce };
  return {
    onRetry: announce,
    onRequest({ method, url, headers }) {
      write(`> ${method} ${url}`);
      for (const [name, value] of Object.entries(headers)) write(`>   ${name}: ${value}`);
    },
    onResponse({ status, headers, durationMs }) {
      write(`< ${status} in ${Math.round(durationMs)} ms`);
      for (const name of TELLING) {
        const value = headers.get(name);
        if (value !== null) write(`<   ${name}: ${value}`);
      }
    },
  };
}

function describeWait({ code, status }: RetryEvent['error'], delayMs: number): string {
  const seconds = Math.ceil(delayMs / 1000);
  if (code === 'ERR_RATE_LIMITED') return `the rate limit is used up, going on in ${seconds} s`;
  const what = status === undefined ? 'no answer' : `the server answered ${status}`;
  return `${what}, trying again in ${seconds} s`;
}
