import type { SingleSignOn } from '@rollcall/contract/admin';
import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import type { ApiError } from '../api/api-error.ts';

/**
 * How single sign-on is set up, where it is. Not below the tag of accounts: when it is switched off, it would be asked
 * for once more before the account says so.
 */
export function useSingleSignOn(account: string) {
  return useQuery<SingleSignOn, ApiError>({
    queryKey: keyOf(account),
    queryFn: () => api.call('GetSingleSignOn', { path: { account } }),
    gcTime: 0,
  });
}

/** Takes what a change answered. */
export function useRememberSingleSignOn(account: string): (sso: SingleSignOn) => void {
  const client = useQueryClient();
  return (sso) => client.setQueryData(keyOf(account), sso);
}

function keyOf(account: string): QueryKey {
  return ['SingleSignOn', account];
}
