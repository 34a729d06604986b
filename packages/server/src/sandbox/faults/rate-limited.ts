import type { QuotaState } from '../../domain/quota-window.ts';
import type { Answer } from '../../http/answer.ts';
import { quotaHeaders } from '../../http/quota-headers.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { FaultOf } from './fault-book.ts';

/** `Retry-After` as it is wanted, and `RateLimit` that agrees with it. */
export function rateLimited(
  { retry_after_seconds: seconds, retry_after_form: form = 'seconds' }: FaultOf<'rate_limit'>,
  { clock, settings }: Pick<Tenant, 'clock' | 'settings'>,
): Answer['headers'] {
  // A date has whole seconds: the one that is not too early.
  const date = () => new Date(Math.ceil(clock.now() / 1000 + seconds) * 1000).toUTCString();
  const { perMinute, perHour } = settings.limits;
  // Who has to wait for longer than a minute has used up the hour.
  const spent = seconds <= 60 ? 'minute' : 'hour';
  const state = (name: 'minute' | 'hour', limit: number, windowSeconds: number): QuotaState[] => {
    const isSpent = name === spent;
    const left = { remaining: isSpent ? 0 : limit, resetSeconds: isSpent ? seconds : windowSeconds };
    return limit > 0 ? [{ name, limit, windowSeconds, ...left }] : [];
  };
  const states = [...state('minute', perMinute, 60), ...state('hour', perHour, 3600)];
  return {
    ...quotaHeaders({ allowed: false, states, retryAfterSeconds: seconds }),
    'retry-after': form === 'seconds' ? String(seconds) : date(),
  };
}
