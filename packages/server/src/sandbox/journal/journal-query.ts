import type { JournalExpectation } from '@rollcall/contract/sandbox';
import { claimedClientId, idsIn, pathOf } from './journal-entry.ts';
import type { NotedRequest } from './noted-request.ts';

/** Which requests are meant. */
export type RequestFilter = Omit<JournalExpectation, 'exactly' | 'at_least' | 'at_most'>;

/** Whether a request is one of those. Of one under way the outcome is not known: it fits none. */
export function fits(noted: NotedRequest, filter: RequestFilter): boolean {
  if (noted.arrived.sequence <= (filter.after ?? 0)) return false;
  if (filter.operation !== undefined && filter.operation !== noted.operation) return false;
  if (filter.outcome !== undefined && !(noted.settled && filter.outcome === noted.outcome)) return false;
  if (filter.status !== undefined && filter.status !== noted.status) return false;
  if (filter.reason !== undefined && filter.reason !== noted.reason) return false;
  if (filter.client_id !== undefined && filter.client_id !== (noted.clientId ?? claimedClientId(noted))) return false;
  return filter.user_id === undefined || filter.user_id === idsIn(pathOf(noted.arrived.url)).user_id;
}
