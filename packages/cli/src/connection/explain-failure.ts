import type { ErrorCode, OperationId, RollcallError } from '@rollcall/client';
import { connectionCode, isTlsFailure } from './hopeless.ts';

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
  ERR_CONNECTION: (error) => wayOutOfNoConnection(connectionCode(error.cause)),
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

function wayOutOfNoConnection(code: string | undefined): string {
  const proxy = process.env.HTTPS_PROXY || process.env.https_proxy ? ' HTTPS_PROXY is set: is the proxy there?' : '';
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens there: check --base-url, and that the server runs.${proxy}`;
    case 'ENOTFOUND':
      return `There is no host of that name: check --base-url.${proxy}`;
    case 'EAI_AGAIN':
      return 'The name could not be looked up: check the network and its DNS.';
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return 'The certificate is out of its time: check the clock of this machine, and the certificate of the server.';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'The certificate is for other names: check --base-url.';
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return 'That port does not speak TLS: check the port, and whether --base-url should begin with http.';
  }
  if (code !== undefined && isTlsFailure(code)) {
    return (
      'Its certificate is from nobody that is trusted here: trust its CA with --ca-file, or set NODE_USE_SYSTEM_CA=1 ' +
      'where the system trusts it.'
    );
  }
  return `rollcall doctor looks for the cause.${proxy}`;
}
