import type { AuditRecord, ChangeContext } from '../../../domain/audit.ts';
import type { Value } from '../statement.ts';

/** How many values `circumstances` gives. */
const CIRCUMSTANCES = 6;

/** Who, when and from where: the last values of every statement that writes an entry. */
export function circumstances({ at, actor, requestId }: ChangeContext): readonly Value[] {
  return [at, actor.kind, actor.id, actor.address ?? null, actor.userAgent ?? null, requestId];
}

export interface AuditColumns {
  /** Each is SQL. */
  readonly action: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly accountId: string;
  readonly subject: string;
  readonly detail?: string;
  /** Where the rows come from: one entry for each. */
  readonly from: string;
}

/**
 * SQL that writes an entry for each row of `from`, as a part of the statement that makes the change. It takes its number
 * after the change has all its locks: nobody who has a number waits for anybody.
 * @param first the place of the first value of `circumstances` among the statement's
 */
export function auditSql(columns: AuditColumns, first: number): string {
  const { action, outcome, reason = 'NULL', accountId, subject, detail = 'NULL', from } = columns;
  const [at, ...who] = Array.from({ length: CIRCUMSTANCES }, (_, index) => `$${first + index}`);
  return `INSERT INTO rollcall.audit
    (at, action, outcome, reason, account_id, subject, detail, actor_kind, actor_id, address, user_agent, request_id)
    SELECT ${at}::bigint, ${action}, ${outcome}, ${reason}, ${accountId}, ${subject}, ${detail},
      ${who.map((place) => `${place}::text`).join(', ')} FROM ${from}`;
}

/** The detail as it is stored. */
export function detailText(detail: AuditRecord['detail']): string | null {
  return Object.keys(detail).length === 0 ? null : JSON.stringify(detail);
}
