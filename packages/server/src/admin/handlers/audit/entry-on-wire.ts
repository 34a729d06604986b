import type { AuditEntry as WireEntry } from '@rollcall/contract/admin';
import type { AuditEntry } from '../../../domain/audit.ts';
import type { Storage } from '../../../storage/storage.ts';
import { type EntryNames, namesFor } from './entry-names.ts';

/** Entries as they go over the wire, with what they speak of by name. */
export async function entriesOnWire(storage: Storage, entries: readonly AuditEntry[]): Promise<readonly WireEntry[]> {
  const names = await namesFor(storage, entries);
  return entries.map((entry) => onWire(entry, names(entry)));
}

function onWire(entry: AuditEntry, names: EntryNames): WireEntry {
  const { sequence, time, action, outcome, reason, accountId, subject, actor, requestId, detail } = entry;
  return {
    sequence,
    time,
    action,
    outcome,
    ...(reason !== undefined && { reason }),
    ...(accountId !== undefined && { account_id: accountId }),
    subject,
    ...(names.subject !== undefined && { subject_name: names.subject }),
    actor: {
      kind: actor.kind,
      id: actor.id,
      ...(names.actor !== undefined && { name: names.actor }),
      ...(actor.address !== undefined && { address: actor.address }),
      ...(actor.userAgent !== undefined && { user_agent: actor.userAgent }),
    },
    request_id: requestId,
    detail: { ...detail },
  };
}
