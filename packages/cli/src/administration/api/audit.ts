import type { AuditPage, AuditEntry as WireEntry } from '@rollcall/contract/admin';
import type { AuditEntry } from '@rollcall/server';
import type { AuditAdministration, WantedAudit } from '../administration.ts';
import { noAccount } from '../require.ts';
import type { AdminApi } from './admin-api.ts';
import { orNotFound } from './or-not-found.ts';

/** Entries that the server gives at once, at the most. */
const PAGE = 1000;

export function apiAudit(ask: AdminApi): AuditAdministration {
  return {
    list: async (query) => {
      const entries: AuditEntry[] = [];
      for (let token: string | undefined; entries.length < query.limit; ) {
        const page = await pageOf(ask, query, query.limit - entries.length, token);
        entries.push(...page.entries.map(fromWire));
        token = page.next_page_token;
        if (token === undefined) break;
      }
      return entries;
    },
  };
}

function pageOf(
  ask: AdminApi,
  { accountId, limit, ...filter }: WantedAudit,
  wanted: number,
  token: string | undefined,
): Promise<AuditPage> {
  const more = { ...filter, max_page_size: Math.min(wanted, PAGE), page_token: token };
  if (accountId === undefined) return ask<AuditPage>({ operation: 'ListDeploymentAudit', query: more });
  const asked = ask<AuditPage>({ operation: 'ListAudit', params: { account: accountId }, query: more });
  return orNotFound(asked, () => noAccount(accountId));
}

function fromWire(entry: WireEntry): AuditEntry {
  return {
    sequence: entry.sequence,
    time: entry.time,
    action: entry.action as AuditEntry['action'], // the server's, by the same list
    outcome: entry.outcome,
    reason: entry.reason,
    accountId: entry.account_id,
    subject: entry.subject,
    actor: {
      kind: entry.actor.kind,
      id: entry.actor.id,
      address: entry.actor.address,
      userAgent: entry.actor.user_agent,
    },
    requestId: entry.request_id,
    detail: entry.detail as AuditEntry['detail'], // texts and numbers, which typebox cannot tell of an open object
  };
}
