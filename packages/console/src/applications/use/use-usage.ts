import type { Application } from '@rollcall/contract/admin';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { operationKey } from '../../api/use-operation.ts';

/** Milliseconds after which it is asked again where no event came: limits fill up by themselves. */
const INTERVAL = 30_000;

/** How an application is used. Events have it read again when something was counted. */
export function useUsage({ account_id, client_id }: Application, hours = 24) {
  const input = { path: { account: account_id, client: client_id }, query: { hours } };
  return useQuery({
    queryKey: operationKey('GetApplicationUsage', input),
    queryFn: () => api.call('GetApplicationUsage', input),
    refetchInterval: INTERVAL,
    placeholderData: (before) => before,
  });
}
