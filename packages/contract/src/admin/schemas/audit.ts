import { type Static, Type } from 'typebox';
import { TEXT_PATTERN } from '../../schemas/directory-file.ts';
import { closed, Moment, PageToken } from './shapes.ts';

/** What happened, once and for all. */
export const AuditEntry = Type.Object(
  {
    sequence: Type.Integer({ minimum: 1, description: 'Ascending, one order for the deployment.' }),
    time: Moment,
    action: Type.String({ description: 'user.suspended, application.created, …' }),
    outcome: Type.Enum(['success', 'refused']),
    reason: Type.Optional(Type.String({ description: 'Why it was refused.' })),
    account_id: Type.Optional(Type.String()),
    subject: Type.String({ description: 'What was acted on: a user id, a client id, an account id.' }),
    subject_name: Type.Optional(Type.String({ description: 'What it is called now, where it still exists.' })),
    actor: Type.Object(
      {
        kind: Type.Enum(['application', 'operator', 'person', 'admin_key']),
        id: Type.String(),
        name: Type.Optional(Type.String({ description: 'What it is called now, where it still exists.' })),
        address: Type.Optional(Type.String()),
        user_agent: Type.Optional(Type.String()),
      },
      closed,
    ),
    request_id: Type.String(),
    detail: Type.Object({}, { additionalProperties: Type.Union([Type.String(), Type.Number()]) }),
  },
  { ...closed, $id: 'AuditEntry' },
);
export type AuditEntry = Static<typeof AuditEntry>;

const filters = {
  action: Type.Optional(Type.String({ maxLength: 100, description: 'user.suspended; user.* for all of a kind.' })),
  subject: Type.Optional(Type.String({ maxLength: 200, pattern: TEXT_PATTERN })),
  actor: Type.Optional(Type.String({ maxLength: 200, pattern: TEXT_PATTERN, description: 'Id of who acted.' })),
  outcome: Type.Optional(Type.Enum(['success', 'refused'])),
  since: Type.Optional(Type.String({ format: 'date-time', description: 'Entries at or after.' })),
  until: Type.Optional(Type.String({ format: 'date-time', description: 'Entries before.' })),
};

export const ListAuditQuery = Type.Object(
  {
    ...filters,
    max_page_size: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    page_token: Type.Optional(PageToken),
  },
  { ...closed, $id: 'ListAuditQuery' },
);
export type ListAuditQuery = Static<typeof ListAuditQuery>;

export const ExportAuditQuery = Type.Object(
  { ...filters, format: Type.Optional(Type.Enum(['ndjson', 'csv'], { default: 'ndjson' })) },
  { ...closed, $id: 'ExportAuditQuery' },
);
export type ExportAuditQuery = Static<typeof ExportAuditQuery>;

export const AuditPage = Type.Object(
  { entries: Type.Array(AuditEntry, { description: 'Newest first.' }), next_page_token: Type.Optional(Type.String()) },
  { ...closed, $id: 'AuditPage' },
);
export type AuditPage = Static<typeof AuditPage>;
