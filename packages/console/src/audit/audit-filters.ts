import type { AuditEntry, ListAuditQuery } from '@rollcall/contract/admin';

export const FILTER_NAMES = ['action', 'outcome', 'period', 'since', 'until', 'actor', 'subject'] as const;
type FilterName = (typeof FILTER_NAMES)[number];
/** As they stand in the address. */
export type AuditFilters = { readonly [Name in FilterName]?: string };

const HOUR = 3_600_000;
/** Milliseconds back from now. */
export const PERIODS = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR, month: 720 * HOUR } as const;
export type Period = keyof typeof PERIODS;
export const PERIOD_NAMES = Object.keys(PERIODS) as readonly Period[]; // the keys of a literal

/** What the management API is asked for. What somebody wrote into the address and it does not know is left out. */
export type AuditQuery = Pick<ListAuditQuery, 'action' | 'subject' | 'actor' | 'outcome' | 'since' | 'until'>;

/** @param now milliseconds since the Unix epoch */
export function queryOf(
  { action, outcome, period, since, until, actor, subject }: AuditFilters,
  now: number,
): AuditQuery {
  const back = period !== undefined && Object.hasOwn(PERIODS, period) ? PERIODS[period as Period] : undefined;
  return {
    ...(action !== undefined && { action }),
    ...((outcome === 'success' || outcome === 'refused') && { outcome }),
    ...(actor !== undefined && { actor }),
    ...(subject !== undefined && { subject }),
    ...(back === undefined ? { ...bound('since', since), ...bound('until', until) } : bound('since', now - back)),
  };
}

/** Whether an entry is one of those that are asked for. */
export function fits(entry: AuditEntry, { action, outcome, actor, subject, since, until }: AuditQuery): boolean {
  const time = Date.parse(entry.time);
  return (
    (action === undefined ||
      (action.endsWith('.*') ? entry.action.startsWith(action.slice(0, -1)) : entry.action === action)) &&
    (outcome === undefined || entry.outcome === outcome) &&
    (actor === undefined || entry.actor.id === actor) &&
    (subject === undefined || entry.subject === subject) &&
    (since === undefined || time >= Date.parse(since)) &&
    (until === undefined || time < Date.parse(until))
  );
}

function bound(name: 'since' | 'until', at: string | number | undefined): AuditQuery {
  const date = new Date(at ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? {} : { [name]: date.toISOString() };
}
