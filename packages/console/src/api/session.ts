import type { AdminPermission, Session } from '@rollcall/contract/admin';
import { useQuery } from '@tanstack/react-query';
import { api, rememberCsrfToken } from './api.ts';
import { ApiError } from './api-error.ts';
import { queryClient, SESSION_KEY } from './query-client.ts';

/** Who is signed in: null for nobody, undefined while that is not known. */
export function useSessionQuery() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: 60_000, refetchOnWindowFocus: 'always' });
}

/**
 * Who is signed in, on pages that are shown to them only.
 * @throws Error where nobody is: a mistake of the page
 */
export function useSession(): Session {
  const { data } = useSessionQuery();
  if (!data) throw new Error('This page is for who is signed in.');
  return data;
}

/** Whether who is signed in may do it. The server decides; this is for what to show. */
export function useMay(permission: AdminPermission): boolean {
  return useSession().permissions.includes(permission);
}

/** Somebody has signed in, or proved once more who they are. */
export function beginSession(session: Session): void {
  rememberCsrfToken(session);
  queryClient.setQueryData(SESSION_KEY, session);
}

async function readSession(): Promise<Session | null> {
  const session = await api.call('GetSession').catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  });
  rememberCsrfToken(session);
  return session;
}
