import type { AuditRecord } from '../domain/audit.ts';
import type { Account } from '../domain/directory.ts';
import type { AccountChanges } from './account-verbs.ts';

/** Fields as the management API calls them. */
const WIRE_NAMES = {
  name: 'name',
  provisioning: 'provisioning',
  requestsPerMinute: 'requests_per_minute',
  requestsPerHour: 'requests_per_hour',
} as const satisfies Record<keyof AccountChanges, string>;
const FIELDS = ['name', 'provisioning', 'requestsPerMinute', 'requestsPerHour'] as const;

/**
 * What becomes of an account, and what an audit entry says of it: which fields, and what they were and became. Undefined
 * where the changes differ in nothing.
 */
export function changedAccount(
  account: Account,
  changes: AccountChanges,
): { readonly next: Account; readonly detail: AuditRecord['detail'] } | undefined {
  const next = { ...account, ...changes };
  const fields = FIELDS.filter((field) => next[field] !== account[field]);
  if (fields.length === 0) return undefined;
  const values = fields.flatMap((field) => [
    [`${WIRE_NAMES[field]}_before`, account[field] ?? 'deployment'],
    [`${WIRE_NAMES[field]}_after`, next[field] ?? 'deployment'],
  ]);
  return {
    next,
    detail: { fields: fields.map((field) => WIRE_NAMES[field]).join(' '), ...Object.fromEntries(values) },
  };
}
