import type { ApplicationUsage, ApplicationUsageQuery, HourOfUse } from '@rollcall/contract/admin';
import { toTimestamp } from '../../../domain/clock.ts';
import type { QuotaState } from '../../../domain/quota-window.ts';
import { effectiveQuota } from '../../../limits/effective-quota.ts';
import type { HourOfCalls, SecretUse } from '../../../storage/application-verbs.ts';
import type { CallRecord } from '../../../storage/storage.ts';
import type { AdminHandlers } from '../../admin-call.ts';
import { foundApplication } from './found-application.ts';

const HOUR_MS = 3_600_000;
const USUAL_HOURS = 24;

export const usageHandlers = {
  GetApplicationUsage: async (call) => {
    const { hours = USUAL_HOURS } = call.query as ApplicationUsageQuery; // follows the schema
    const { storage, quotas, clock, limits } = call.services;
    const application = await foundApplication(call);
    const { clientId } = application;
    // The hour that runs counts as one.
    const since = (Math.floor(clock.now() / HOUR_MS) - hours + 1) * HOUR_MS;
    const [usage, calls, uses, left] = await Promise.all([
      storage.listUsage(clientId, since),
      storage.listCalls(clientId),
      storage.listSecretUses(clientId),
      quotas.peek(clientId, effectiveQuota(application, limits)),
    ]);
    return {
      hours: usage.map(hourOnWire),
      callers: calls.toSorted((one, other) => other.lastAt - one.lastAt).map(callerOnWire),
      secret_uses: uses.map(secretUseOnWire),
      limits: left.states.map(limitOnWire),
    } satisfies ApplicationUsage;
  },
} as const satisfies AdminHandlers;

export function hourOnWire({ hour, calls, refused, limited, failed }: HourOfCalls): HourOfUse {
  return { hour: toTimestamp(hour), calls, refused, limited, failed };
}

function callerOnWire({ userAgent, apiVersion, calls, firstAt, lastAt }: CallRecord) {
  return { user_agent: userAgent, api_version: apiVersion, calls, ...between(firstAt, lastAt) };
}

function secretUseOnWire({ secretId, userAgent, address, uses, firstAt, lastAt }: SecretUse) {
  return { secret_id: secretId, user_agent: userAgent, address, uses, ...between(firstAt, lastAt) };
}

function limitOnWire({ name, limit, remaining, resetSeconds }: QuotaState) {
  return { name, limit, remaining, reset_seconds: resetSeconds };
}

function between(firstAt: number, lastAt: number) {
  return { first_time: toTimestamp(firstAt), last_time: toTimestamp(lastAt) };
}
