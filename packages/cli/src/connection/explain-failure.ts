import type { ErrorCode, OperationId, RollcallError } from '@rollcall/client';
import { wayOutOfNoConnection } from './explain-no-connection.ts';

// Types only: this is loaded at every start, the client is not.

const SCOPE_OF: Readonly<Partial<Record<OperationId, string>>> = {
  ListUsers: 'list_users',
  GetUser: 'get_user',
  SuspendUser: 'suspend_user',
  CheckSuspendUser: 'suspend_user',
  ReactivateUser: 'reactivate_user',
  CheckReactivateUser: 'reactivate_user',
};

const WAYS_OUT: { readonly [C in ErrorCode]?: string | ((error: RollcallError) => string) } = {
  ERR_INVALID_CLIENT:
    'Usually the region or base URL is not the one of the application, or its secret was replaced. ' +
    'Store the right ones with rollcall login; rollcall doctor looks for the cause.',
  ERR_UNAUTHENTICATED: 'rollcall doctor looks for the cause.',
  ERR_INSUFFICIENT_SCOPE: (error) => {
    const scope = error.operation === undefined ? undefined : SCOPE_OF[error.operation];
    return `${scope === undefined ? 'Its scopes are' : `The scope ${scope} is`} given to the application where it was made.`;
  },
  ERR_NOT_FOUND: wayOutOfNotFound,
  ERR_RATE_LIMITED: ({ retryAfterSeconds }) =>
    retryAfterSeconds === undefined
      ? 'Try again later, or wait longer with --max-wait.'
      : `Try again in ${retryAfterSeconds} s, or wait that long with --max-wait.`,
  ERR_TIMEOUT:
    'Check --base-url and the way there, or wait longer with --timeout; rollcall doctor looks for the cause.',
  ERR_CONNECTION: wayOutOfNoConnection,
  ERR_INVALID_RESPONSE: 'rollcall doctor looks for the cause.',
};

/** What the client says about a failure, and the way out as this command has it. */
export function explainFailure(error: RollcallError): string {
  const wayOut = WAYS_OUT[error.code];
  const sentence = typeof wayOut === 'function' ? wayOut(error) : wayOut;
  return sentence === undefined || sentence === '' ? plain(error.message) : `${plain(error.message)} ${sentence}`;
}

/** Without what OpenSSL says for its makers, and Node.js about flags of its own. */
function plain(message: string): string {
  const first = message.split('\n', 1)[0] ?? '';
  return first
    .replace(/; if the root CA is installed locally.*$/, '.')
    .replace(/[0-9A-F]+:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):.*$/, '$1.');
}

function wayOutOfNotFound({ reason, operation }: RollcallError): string {
  if (reason === 'user_not_found') return '';
  if (reason === 'path_not_found') return 'Check --base-url and --api-version.';
  if (reason === 'account_not_found') return 'An account is known in its own region only.';
  if (operation === 'ListUsers') {
    return 'Accounts live in one region, and are unknown in the others: check --account, and --region or --base-url.';
  }
  return 'Check the user id, --account, and --region or --base-url: people are found in the region of their account only.';
}
