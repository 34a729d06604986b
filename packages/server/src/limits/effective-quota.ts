import type { Quota } from '@rollcall/contract';
import type { LimitedApplication } from './limits.ts';

/** The limits of an application: its own, or the deployment's where it has none. */
export function effectiveQuota({ requestsPerMinute, requestsPerHour }: LimitedApplication, usual: Quota): Quota {
  return { perMinute: requestsPerMinute ?? usual.perMinute, perHour: requestsPerHour ?? usual.perHour };
}
