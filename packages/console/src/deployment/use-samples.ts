import type { Deployment } from '@rollcall/contract/admin';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import type { ApiError } from '../api/api-error.ts';
import { queryClient } from '../api/query-client.ts';
import { operationKey } from '../api/use-operation.ts';

/** Milliseconds between two looks: twelve of sixty requests a minute. */
const PERIOD = 5_000;
/** Between the first ones, until there is a course to be seen. */
const FIRST_PERIOD = 1_000;
const FIRST = 3;
/** Ten minutes of them. */
const MOST = 121;
const KEY = [...operationKey('GetDeployment'), 'samples'];

/** What the deployment answered lately. Kept where all that is read is kept. */
export interface Samples {
  readonly latest: Deployment;
  /** Oldest first, the latest among them. */
  readonly all: readonly Deployment[];
}

export function useSamples() {
  return useQuery<Samples, ApiError>({
    queryKey: KEY,
    queryFn: async () => {
      const latest = await api.call('GetDeployment');
      const before = queryClient.getQueryData<Samples>(KEY)?.all ?? [];
      return { latest, all: [...before.slice(1 - MOST), latest] };
    },
    refetchInterval: ({ state: { data } }) => (data === undefined || data.all.length < FIRST ? FIRST_PERIOD : PERIOD),
    // Samples are never like the ones before: there is nothing to compare.
    structuralSharing: false,
  });
}
