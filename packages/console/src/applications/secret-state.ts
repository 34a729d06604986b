import type { ApplicationSecret } from '@rollcall/contract/admin';

/** Days ahead within which the end of a secret is worth a word. */
const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

/** How an application's secrets are: whether it goes on, and what ends. */
export interface SecretState {
  /** `all`: with the last of them the application stops working. */
  readonly kind: 'lasting' | 'some' | 'all' | 'none';
  /** Secrets that are good now. */
  readonly good: number;
  /** How many of them end soon. */
  readonly ending: number;
  /** When the next one ends; where all do, the last one. RFC 3339. */
  readonly at: string | undefined;
}

/** @param now in milliseconds */
export function secretState(secrets: readonly ApplicationSecret[], now: number): SecretState {
  const good = secrets.filter((secret) => isGood(secret, now));
  const ends = good.flatMap(({ expire_time }) => expire_time ?? []).toSorted(byTime);
  const ending = ends.filter((end) => Date.parse(end) <= now + SOON_DAYS * DAY_MS);
  const counts = { good: good.length, ending: ending.length };
  if (good.length === 0) return { kind: 'none', ...counts, at: undefined };
  if (ending.length === 0) return { kind: 'lasting', ...counts, at: undefined };
  if (ending.length === good.length) return { kind: 'all', ...counts, at: ending.at(-1) };
  return { kind: 'some', ...counts, at: ending[0] };
}

/** Whether a secret is still accepted. */
export function isGood({ expire_time }: ApplicationSecret, now: number): boolean {
  return expire_time === undefined || Date.parse(expire_time) > now;
}

/** When the application last got a token, by any of its secrets. */
export function lastUse(secrets: readonly ApplicationSecret[]): string | undefined {
  return secrets
    .flatMap(({ last_use_time }) => last_use_time ?? [])
    .toSorted(byTime)
    .at(-1);
}

function byTime(one: string, other: string): number {
  return Date.parse(one) - Date.parse(other);
}
