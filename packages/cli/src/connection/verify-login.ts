import type { RollcallError } from '@rollcall/client';
import { Failure } from '../failure.ts';
import { exitCodeOf } from './exit-codes.ts';
import { explainFailure } from './explain-failure.ts';
import { prove } from './prove.ts';
import type { ConnectionValues, ResolvedConnection } from './resolve-connection.ts';

/** Refused by the server, so that nothing was stored. */
class LoginRefused extends Failure {
  override readonly exitCode: number;
  constructor(message: string, exitCode: number) {
    super(`${message} Nothing was stored; --no-verify stores without asking the server.`);
    this.exitCode = exitCode;
  }
}

/**
 * Proves the credentials before they are stored. Where the server tells the account of an application, it must be the one given.
 *
 * @returns the application's name, where the server tells it
 * @throws LoginRefused with the way out
 */
export async function verifyLogin(
  resolved: ResolvedConnection,
  options: Pick<ConnectionValues, 'timeout' | 'verbose'>,
): Promise<string | undefined> {
  const { RollcallError } = await import('@rollcall/client');
  try {
    const known = await prove(resolved, { ...options, maxWait: 0 });
    if (known?.accountId === undefined || known.accountId === resolved.accountId) return known?.applicationName;
    throw new LoginRefused(
      `The application belongs to the account ${known.accountId}, not to ${resolved.accountId}. Check --account.`,
      1,
    );
  } catch (error) {
    throw error instanceof RollcallError ? new LoginRefused(sentenceOf(error), exitCodeOf(error.code)) : error;
  }
}

function sentenceOf(error: RollcallError): string {
  if (error.code !== 'ERR_INVALID_CLIENT') return explainFailure(error);
  return (
    'The server refused the client id or the secret. Usually that is the wrong region or base URL: an application is ' +
    'known to its own only. Else copy both again from where it was made.'
  );
}
