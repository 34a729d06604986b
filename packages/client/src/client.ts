import type { ClientOptions } from './options.ts';
import { readOptions } from './settings.ts';
import { TokenSource, type Tokens } from './token.ts';
import { Transport } from './transport.ts';
import { createUsers, type Users } from './users.ts';

/** A client of one account. Cheap, and safe to share between concurrent calls: they share its token. */
export interface Client {
  readonly users: Users;
  readonly token: Tokens;
}

/**
 * Makes a client of the Users API. Nothing is sent before the first call.
 *
 * Against Rollcall give `baseUrl`, against a public region `region`. A token is got when it is first needed, shared,
 * renewed before it dies, and once more when it is refused all the same. What fails for the moment (429, 5xx, the
 * network) is repeated, within bounds: see `RetryOptions`.
 *
 * @throws OptionsError naming the option that cannot be used
 * @example
 * ```ts
 * import { createClient } from '@rollcall/client';
 *
 * const client = createClient({
 *   baseUrl, // or region: 'eu'
 *   accountId,
 *   clientId,
 *   clientSecret,
 *   userAgent: 'acme-access-review/2.1',
 *   onRetry: ({ operation, delayMs, error }) => console.warn(`${operation}: ${error.code}, again in ${delayMs} ms`),
 * });
 * for await (const user of client.users.list({ filter: 'active' })) console.log(user.id, user.email);
 * ```
 */
export function createClient(options: ClientOptions): Client {
  const transport = new Transport(readOptions(options));
  const tokens = new TokenSource(transport);
  const get: Tokens['get'] = (options) => tokens.get(options);
  const revoke: Tokens['revoke'] = (token, options) => tokens.revoke(token, options);
  return { users: createUsers(transport, tokens), token: { get, revoke } };
}
