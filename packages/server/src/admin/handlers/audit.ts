import type { AuditPage, ListAuditQuery } from '@rollcall/contract/admin';
import type { AdminCall, AdminHandlers } from '../admin-call.ts';
import { openPlace, sealPlace, type Walk } from '../page-tokens.ts';
import { auditFilters } from './audit/audit-filters.ts';
import { entriesOnWire } from './audit/entry-on-wire.ts';
import { exportAudit } from './audit/export-audit.ts';

const PAGE_SIZE = 100;

export const auditHandlers = {
  ListAudit: listAudit,
  ListDeploymentAudit: listAudit,
  ExportAudit: exportAudit,
  ExportDeploymentAudit: exportAudit,
} as const satisfies AdminHandlers;

async function listAudit(call: AdminCall): Promise<AuditPage> {
  const { services, params } = call;
  const { storage } = services;
  const asked = call.query as ListAuditQuery; // follows the schema
  const { action, subject, actor, outcome, since, until, max_page_size: size = PAGE_SIZE } = asked;
  const walk: Walk = ['audit', params.account, action, subject, actor, outcome, since, until];
  const before = (await openPlace(services, walk, asked.page_token)) as number | undefined; // sealed below
  const found = await storage.listAudit({ ...auditFilters(call), before, limit: size + 1 });
  const shown = found.slice(0, size);
  const last = found.length > size ? shown.at(-1) : undefined;
  return {
    entries: [...(await entriesOnWire(storage, shown))],
    ...(last && { next_page_token: await sealPlace(services, walk, last.sequence) }),
  };
}
