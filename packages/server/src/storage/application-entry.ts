import type { AuditRecord } from '../domain/audit.ts';
import { toTimestamp } from '../domain/clock.ts';
import type { NewSecret } from './application-verbs.ts';

/** What is written down of a secret. @param othersUntil ms: until when the others are kept beside it */
export function secretDetail(
  { id, label, expiresAt }: Pick<NewSecret, 'id' | 'label'> & Partial<NewSecret>,
  othersUntil?: number,
): AuditRecord['detail'] {
  return {
    secret_id: id,
    label,
    ...(expiresAt === undefined ? {} : { expire_time: toTimestamp(expiresAt) }),
    ...(othersUntil === undefined ? {} : { others_expire_time: toTimestamp(othersUntil) }),
  };
}
