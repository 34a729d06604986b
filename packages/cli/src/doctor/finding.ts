import type { Evidence } from './evidence.ts';

export type Verdict = 'ok' | 'warning' | 'failed' | 'skipped';

/** What a check came to. */
export interface Finding {
  readonly verdict: Verdict;
  /** What was found, as the rest of a sentence without a full stop: `localhost is 127.0.0.1`. */
  readonly message: string;
  /** What to do about it, in whole sentences. */
  readonly wayOut?: string;
  /** Credentials or scopes are the reason: the exit code says so. */
  readonly credentials?: boolean;
}

export const CHECK_NAMES = [
  'configuration',
  'DNS',
  'TCP',
  'TLS',
  'HTTP',
  'clock',
  'API version',
  'token',
  'region',
  'account',
  'scopes',
  'limits',
  'latency',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** One thing to look at. */
export interface Check {
  readonly name: CheckName;
  /** Checks without which this one says nothing: where one of them failed, it is skipped. */
  readonly needs: readonly CheckName[];
  run(evidence: Evidence): Promise<Finding>;
}

export function ok(message: string): Finding {
  return { verdict: 'ok', message };
}

export function warning(message: string, wayOut: string): Finding {
  return { verdict: 'warning', message, wayOut };
}

export function failed(message: string, wayOut: string, { credentials = false } = {}): Finding {
  return { verdict: 'failed', message, wayOut, credentials };
}

/** There is nothing to say about this here, and nothing is wrong. */
export function skipped(message: string): Finding {
  return { verdict: 'skipped', message };
}
