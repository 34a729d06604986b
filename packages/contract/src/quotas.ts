/** How many requests a family of operations takes, per caller. `0` switches a limit off. */
export interface Quota {
  /** Requests in any window of 60 seconds. */
  readonly perMinute: number;
  /** Requests in any window of 3,600 seconds. */
  readonly perHour: number;
}

/** The published limits. */
export const QUOTAS = {
  users: { perMinute: 100, perHour: 6000 },
  'management-read': { perMinute: 60, perHour: 3600 },
  'management-write': { perMinute: 10, perHour: 600 },
} as const satisfies Record<string, Quota>;

export type QuotaFamily = keyof typeof QUOTAS;
