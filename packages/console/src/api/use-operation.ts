import type { AdminOperationId } from '@rollcall/contract/admin';
import { type QueryKey, useMutation, useQuery } from '@tanstack/react-query';
import { api } from './api.ts';
import type { ApiError } from './api-error.ts';
import { operationOf } from './caller.ts';
import type { InputArguments, InputOf, ResultOf } from './operation-types.ts';
import { queryClient } from './query-client.ts';

/** A read and its input. The tag comes first, so that a change can refresh all that is shown of its kind. */
export function operationKey<Id extends AdminOperationId>(id: Id, ...[input]: InputArguments<Id>): QueryKey {
  return [operationOf(id).tag, id, input];
}

/** Reads through an operation, and again when something of its kind changes. */
export function useOperation<Id extends AdminOperationId>(id: Id, ...input: InputArguments<Id>) {
  return useQuery<ResultOf<Id>, ApiError>({
    queryKey: operationKey(id, ...input),
    queryFn: () => api.call(id, ...input),
  });
}

/**
 * Changes through an operation: `change.mutate({ path, body })`. What is shown of its kind, and the audit log, is read
 * again before it counts as done.
 */
export function useChange<Id extends AdminOperationId>(id: Id) {
  return useMutation<ResultOf<Id>, ApiError, InputOf<Id>>({
    mutationKey: [id],
    mutationFn: (input) => api.call(id, ...([input] as unknown as InputArguments<Id>)), // one input is never too many
    onSettled: () => refresh(operationOf(id).tag),
  });
}

async function refresh(tag: string): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['Audit'] });
  await queryClient.invalidateQueries({ queryKey: [tag] });
}
