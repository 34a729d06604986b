import type { People, Person } from '@rollcall/contract/admin';
import { keepPreviousData, type QueryKey, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { api } from '../api/api.ts';
import type { ApiError } from '../api/api-error.ts';
import { useSession } from '../api/session.ts';
import { followEntries } from '../api/use-live-events.ts';
import type { PeopleQuery } from './people-filters.ts';
import { afterEntry, type PeoplePages, withoutPerson, withPerson } from './people-pages.ts';

/** The first page is there soon; whoever goes on gets far with the reads they have. */
const FIRST_PAGE = 200;
const NEXT_PAGES = 1000;

/** People who fit, a page at a time. What becomes of them is shown as it is heard of, without reading them again. */
export function usePeople(account: string, query: PeopleQuery) {
  const client = useQueryClient();
  // Not below the tag `People`: with each change all pages would be read again.
  const key = useMemo(() => ['PeopleList', account, query], [account, query]);
  const found = useInfiniteQuery<People, ApiError, PeoplePages, QueryKey, string | undefined>({
    queryKey: key,
    queryFn: ({ pageParam }) => readPage(account, query, pageParam),
    initialPageParam: undefined,
    getNextPageParam: ({ next_page_token }) => next_page_token,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  const change = useCallback(
    (next: (pages: PeoplePages) => PeoplePages) => {
      client.setQueryData<PeoplePages>(key, (pages) => pages && next(pages));
    },
    [client, key],
  );
  const news = useNews(account, change);
  const reload = useCallback(async () => {
    news.seen();
    await client.resetQueries({ queryKey: key, exact: true });
  }, [client, key, news.seen]);
  return {
    found,
    hasNews: news.has,
    reload,
    update: useCallback((person: Person) => change((pages) => withPerson(pages, person.id, person)), [change]),
    remove: useCallback((id: string) => change((pages) => withoutPerson(pages, id)), [change]),
  };
}

function readPage(account: string, query: PeopleQuery, token: string | undefined): Promise<People> {
  const page = token === undefined ? { max_page_size: FIRST_PAGE } : { max_page_size: NEXT_PAGES, page_token: token };
  return api.call('ListPeople', { path: { account }, query: { ...query, ...page } });
}

/** Whether people came in, or something may have been missed: where they would stand is not known. */
function useNews(account: string, change: (next: (pages: PeoplePages) => PeoplePages) => void) {
  const { principal } = useSession();
  const [has, setHas] = useState(false);
  useEffect(() => {
    setHas(false);
    return followEntries((entry) => {
      if (entry === undefined) return setHas(true);
      if (entry.account_id !== account) return;
      change((pages) => afterEntry(pages, entry));
      const cameIn = entry.action === 'user.created' && entry.actor.id !== principal.id;
      if (cameIn || entry.action === 'directory.imported') setHas(true);
    });
  }, [account, change, principal.id]);
  return { has, seen: useCallback(() => setHas(false), []) };
}
