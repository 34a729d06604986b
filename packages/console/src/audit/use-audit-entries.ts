import type { AuditPage } from '@rollcall/contract/admin';
import { type InfiniteData, type QueryKey, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import type { ApiError } from '../api/api-error.ts';
import { followEntries } from '../api/use-live-events.ts';
import { type AuditQuery, fits } from './audit-filters.ts';

export interface AuditPlace {
  /** Undefined: the whole deployment. */
  readonly account: string | undefined;
  readonly query: AuditQuery;
}

/** Entries, newest first, a page at a time; what is written later is counted, and shown when somebody asks for it. */
export function useAuditEntries({ account, query }: AuditPlace) {
  const client = useQueryClient();
  // Not below the tag `Audit`: with each change all of its pages would be read again.
  const key = ['AuditEntries', account, query];
  const entries = useInfiniteQuery<AuditPage, ApiError, InfiniteData<AuditPage>, QueryKey, string | undefined>({
    queryKey: key,
    queryFn: ({ pageParam }) =>
      readPage(account, { ...query, ...(pageParam !== undefined && { page_token: pageParam }) }),
    initialPageParam: undefined,
    getNextPageParam: ({ next_page_token }) => next_page_token,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const fresh = useNewEntries(account, query);
  const showFresh = async () => {
    fresh.reset();
    await client.resetQueries({ queryKey: key, exact: true });
  };
  return { entries, fresh: fresh.count, showFresh };
}

function readPage(
  account: string | undefined,
  query: AuditQuery & { readonly page_token?: string },
): Promise<AuditPage> {
  if (account === undefined) return api.call('ListDeploymentAudit', { query });
  return api.call('ListAudit', { path: { account }, query });
}

/** How many entries that fit were written since; undefined where some were but it is not known how many. */
function useNewEntries(account: string | undefined, query: AuditQuery) {
  const [count, setCount] = useState<number | undefined>(0);
  useEffect(() => {
    setCount(0);
    return followEntries((entry) => {
      if (entry === undefined) setCount(undefined);
      else if ((account === undefined || entry.account_id === account) && fits(entry, query)) {
        setCount((before) => (before === undefined ? undefined : before + 1));
      }
    });
  }, [account, query]);
  return { count, reset: () => setCount(0) };
}
