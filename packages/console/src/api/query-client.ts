import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { rememberCsrfToken } from './api.ts';
import { ApiError } from './api-error.ts';
import { noteSessionEnd } from './session-end.ts';

export const SESSION_KEY = ['Session', 'GetSession'] as const;

/** The person was signed out on the way: by the clock, by somebody else, or in another tab. */
function noticeSignOut(error: unknown): void {
  if (error instanceof ApiError && error.reason === 'unauthenticated') {
    noticeEnd();
    signOutHere();
  }
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays one; only what did not arrive is asked again. Waiting for a limit is the caller's.
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
    },
    mutations: { retry: false },
  },
});

/** Nobody is signed in any more: news where somebody was. */
export function noticeEnd(): void {
  if (queryClient.getQueryData(SESSION_KEY)) noteSessionEnd('ended');
}

/** Who was signed in wanted to leave. */
export function forgetSession(): void {
  noteSessionEnd('left');
  signOutHere();
}

function signOutHere(): void {
  rememberCsrfToken(null);
  queryClient.setQueryData(SESSION_KEY, null);
}

/** What was shown to who was signed in goes. To be called when nothing shows it any more: it would be read again. */
export function forgetWhatWasShown(): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[1] !== SESSION_KEY[1] });
}
