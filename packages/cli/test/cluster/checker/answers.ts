import type { Operation } from '../operation.ts';
import type { RunRecord } from './record.ts';

/** Every answer is one that a client can act on: nothing is a server's own fault, and who has to wait is told so. */
export function checkAnswers({ operations }: RunRecord): string[] {
  return operations.flatMap((operation) => {
    const { id, call, status, reason, retryAfter = 0 } = operation;
    if (status === undefined || isExpected(operation)) return [];
    return [`${id} (${call.kind}) was answered ${status} ${reason}, Retry-After ${retryAfter}.`];
  });
}

function isExpected({ call, status, reason, bearer, retryAfter = 0 }: Operation): boolean {
  switch (status) {
    case 200:
      return true;
    case 401:
      return bearer !== undefined && reason === 'invalid_token';
    case 403:
      return call.kind === 'move' && reason === 'no_owner_remain';
    case 429:
      return reason === 'rate_limit_exceeded' && retryAfter >= 1;
    case 503:
      return retryAfter >= 1;
    default:
      return false;
  }
}
