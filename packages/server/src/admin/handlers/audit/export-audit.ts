import { Readable } from 'node:stream';
import type { ExportAuditQuery, AuditEntry as WireEntry } from '@rollcall/contract/admin';
import { stringify } from 'csv-stringify/sync';
import type { AdminCall } from '../../admin-call.ts';
import { AdminReply } from '../../admin-call.ts';
import { AdminRefusal } from '../../admin-refusal.ts';
import { isStillAllowed } from '../../still-allowed.ts';
import { type AuditFilters, auditFilters } from './audit-filters.ts';
import { entriesOnWire } from './entry-on-wire.ts';

const CHUNK = 500;
/** What strangers sent stands in cells: none may begin a formula in a spreadsheet. */
const CSV = { record_delimiter: 'unix', escape_formulas: true } as const;
const COLUMNS = [
  'sequence',
  'time',
  'action',
  'outcome',
  'reason',
  'account_id',
  'subject',
  'subject_name',
  'actor_kind',
  'actor_id',
  'actor_name',
  'address',
  'user_agent',
  'request_id',
  'detail',
] as const;

const FORMATS = {
  ndjson: {
    type: 'application/x-ndjson',
    head: '',
    lines: (entries) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
  },
  csv: {
    type: 'text/csv; charset=utf-8; header=present',
    head: `${COLUMNS.join(',')}\n`,
    lines: (entries) => stringify(entries.map(cellsOf), { ...CSV, columns: [...COLUMNS] }),
  },
} as const satisfies Record<
  string,
  { readonly type: string; readonly head: string; readonly lines: (entries: readonly WireEntry[]) => string }
>;

/** Every entry that is asked for as a file, newest first, in constant memory. */
export function exportAudit(call: AdminCall): AdminReply {
  const { format = 'ndjson' } = call.query as ExportAuditQuery; // follows the schema
  const { type } = FORMATS[format];
  const day = new Date(call.services.clock.now()).toISOString().slice(0, 10);
  const name = `rollcall-audit-${call.params.account ?? 'deployment'}-${day}.${format}`;
  return new AdminReply({
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
    stream: Readable.from(parts(call, auditFilters(call), format), { objectMode: false }),
  });
}

async function* parts(call: AdminCall, filters: AuditFilters, format: keyof typeof FORMATS): AsyncGenerator<string> {
  const { storage } = call.services;
  const { head, lines } = FORMATS[format];
  if (head !== '') yield head;
  let before: number | undefined;
  for (;;) {
    await refuseWhoLostIt(call);
    const entries = await storage.listAudit({ ...filters, before, limit: CHUNK });
    if (entries.length > 0) yield lines(await entriesOnWire(storage, entries));
    before = entries.at(-1)?.sequence;
    if (entries.length < CHUNK) return;
  }
}

/** Whoever reads slowly could go on for hours after they lost the right to. @throws AdminRefusal, which breaks the file off */
async function refuseWhoLostIt({ services, caller, params }: AdminCall): Promise<void> {
  const needed = params.account === undefined ? 'deployment.read' : 'audit.read';
  if (caller === undefined || !(await isStillAllowed(services, caller, needed))) {
    throw new AdminRefusal('unauthenticated');
  }
}

function cellsOf(entry: WireEntry): Readonly<Record<(typeof COLUMNS)[number], string | number | undefined>> {
  const { actor, detail, ...rest } = entry;
  return {
    reason: undefined,
    account_id: undefined,
    subject_name: undefined,
    ...rest,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    address: actor.address,
    user_agent: actor.user_agent,
    detail: Object.keys(detail).length === 0 ? '' : JSON.stringify(detail),
  };
}
