import type { Quota } from '@rollcall/contract';
import type { LimitedApplication } from './limits.ts';

/** The limits of an application: each its own, else its account's, else the deployment's. */
export function effectiveQuota(application: LimitedApplication, usual: Quota): Quota {
  const { requestsPerMinute, requestsPerHour, accountLimits } = application;
  return {
    perMinute: requestsPerMinute ?? accountLimits.requestsPerMinute ?? usual.perMinute,
    perHour: requestsPerHour ?? accountLimits.requestsPerHour ?? usual.perHour,
  };
}
