import { connectTo } from './connect.ts';
import { type Introspection, introspect } from './introspect.ts';
import type { ConnectionValues, ResolvedConnection } from './resolve-connection.ts';

/**
 * Proves the credentials: gets a token, asks whose it is, and gives it back.
 *
 * @returns undefined where the server does not tell whose tokens are
 * @throws RollcallError if the server gives none
 */
export async function prove(
  resolved: ResolvedConnection,
  options: Pick<ConnectionValues, 'timeout' | 'maxWait' | 'verbose'>,
): Promise<Introspection | undefined> {
  const { client } = await connectTo(resolved, options);
  const { value } = await client.token.get();
  const known = await introspect(resolved, value, options);
  // Tidiness, no more: a token that stays dies in a quarter of an hour.
  await client.token.revoke(value, { signal: AbortSignal.timeout(options.timeout * 1000) }).catch(() => {});
  return known;
}
