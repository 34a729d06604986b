import { toTimestamp } from '../domain/clock.ts';
import {
  type ApplicationSecret,
  ENDED_SECRET_DAYS,
  type HourlyUsage,
  type HourOfCalls,
  LISTED_SECRET_USES,
  type SecretUse,
  USAGE_DAYS,
} from './application-verbs.ts';
import { integer, optionalInteger, type Row, text } from './row.ts';
import type { CallRecord } from './storage.ts';

const DAY_MS = 86_400_000;

export function callRecordFrom(row: Row): CallRecord {
  return {
    clientId: text(row, 'client_id'),
    userAgent: text(row, 'user_agent'),
    apiVersion: text(row, 'api_version'),
    calls: integer(row, 'calls'),
    firstAt: integer(row, 'first_at'),
    lastAt: integer(row, 'last_at'),
  };
}

export function applicationSecretFrom(row: Row): ApplicationSecret {
  return {
    id: text(row, 'id'),
    label: text(row, 'label'),
    createTime: toTimestamp(integer(row, 'created_at')),
    expireTime: optionalTime(row, 'expires_at'),
    lastUseTime: optionalTime(row, 'last_used_at'),
  };
}

/** From the users of each secret, for all of them. */
export function secretUsesFrom(clientId: string, rows: readonly Row[]): readonly SecretUse[] {
  const uses = rows.map((row) => ({
    clientId,
    secretId: text(row, 'secret'),
    userAgent: text(row, 'user_agent'),
    address: text(row, 'address'),
    uses: integer(row, 'uses'),
    firstAt: integer(row, 'first_at'),
    lastAt: integer(row, 'last_at'),
  }));
  return uses.toSorted((one, other) => other.lastAt - one.lastAt).slice(0, LISTED_SECRET_USES);
}

export function hourlyUsageFrom(clientId: string, row: Row): HourlyUsage {
  return { clientId, ...hourOfCallsFrom(row) };
}

export function hourOfCallsFrom(row: Row): HourOfCalls {
  return {
    hour: integer(row, 'hour'),
    calls: integer(row, 'calls'),
    refused: integer(row, 'refused'),
    limited: integer(row, 'limited'),
    failed: integer(row, 'failed'),
  };
}

/** What is swept at `now`. Milliseconds since the Unix epoch. */
export function sweptBefore(now: number): { readonly usedBefore: number; readonly endedBefore: number } {
  return { usedBefore: now - USAGE_DAYS * DAY_MS, endedBefore: now - ENDED_SECRET_DAYS * DAY_MS };
}

function optionalTime(row: Row, column: string): string | undefined {
  const at = optionalInteger(row, column);
  return at === undefined ? undefined : toTimestamp(at);
}
