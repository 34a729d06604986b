import type { AuditEntry } from '@rollcall/contract/admin';

/** What an entry says besides: the contract's schema holds it to this, its type says less. */
export function detailOf({ detail }: Pick<AuditEntry, 'detail'>): Readonly<Record<string, string | number>> {
  return detail as Readonly<Record<string, string | number>>;
}
