import type { Quota } from '@rollcall/contract';
import type { StoredApplication } from '../storage/storage.ts';

/** What of an application its limits depend on. */
export type LimitedApplication = Pick<StoredApplication, 'requestsPerMinute' | 'requestsPerHour' | 'accountLimits'>;

/** The limits of an application: each its own, else its account's, else the deployment's (`usual`). */
export function effectiveQuota(application: LimitedApplication, usual: Quota): Quota {
  const { requestsPerMinute, requestsPerHour, accountLimits } = application;
  return {
    perMinute: requestsPerMinute ?? accountLimits.requestsPerMinute ?? usual.perMinute,
    perHour: requestsPerHour ?? accountLimits.requestsPerHour ?? usual.perHour,
  };
}
