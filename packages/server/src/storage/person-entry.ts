import type { AuditRecord } from '../domain/audit.ts';
import type { Person } from '../domain/directory.ts';
import type { PersonField } from '../domain/person-change.ts';

/** Fields as the wire calls them. */
const WIRE_NAMES = {
  email: 'email',
  displayName: 'display_name',
  role: 'role',
  securityGroup: 'security_group',
  externallyManaged: 'externally_managed',
  state: 'state',
} as const satisfies Record<PersonField, string>;

/** What an audit entry says of a person who came or went. */
export function personDetail({ email, role, state }: Person): AuditRecord['detail'] {
  return { email, role, state };
}

/** What an audit entry says of a change: which fields, and what they were and became. */
export function changeDetail(before: Person, next: Person, fields: readonly PersonField[]): AuditRecord['detail'] {
  const names = fields.map((field) => WIRE_NAMES[field]);
  const values = fields.flatMap((field) => [
    [`${WIRE_NAMES[field]}_before`, String(before[field])],
    [`${WIRE_NAMES[field]}_after`, String(next[field])],
  ]);
  return { fields: names.join(' '), ...Object.fromEntries(values) };
}
