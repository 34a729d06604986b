import type { AdminPermission, Session } from '@rollcall/contract/admin';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { api, rememberCsrfToken } from './api.ts';
import { noticeEnd, queryClient, SESSION_KEY } from './query-client.ts';
import { noteSessionEnd } from './session-end.ts';

/** Who is signed in: null for nobody, undefined while that is not known. */
export function useSessionQuery() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: 60_000, refetchOnWindowFocus: 'always' });
}

/** Who is signed in, for all that is shown to them only. */
export const SignedIn = createContext<Session | undefined>(undefined);

/**
 * Who is signed in, on pages that are shown to them only.
 * @throws Error where nobody is: a mistake of the page
 */
export function useSession(): Session {
  const session = useContext(SignedIn);
  if (session === undefined) throw new Error('This page is for who is signed in.');
  return session;
}

/** Whether who is signed in may do it. The server decides; this is for what to show. */
export function useMay(permission: AdminPermission): boolean {
  return useSession().permissions.includes(permission);
}

/** Somebody has signed in, or proved once more who they are. */
export function beginSession(session: Session): void {
  noteSessionEnd(undefined);
  rememberCsrfToken(session);
  queryClient.setQueryData(SESSION_KEY, session);
}

async function readSession(): Promise<Session | null> {
  const session = await api.call('GetSession');
  if (session === undefined) noticeEnd();
  rememberCsrfToken(session ?? null);
  return session ?? null;
}
