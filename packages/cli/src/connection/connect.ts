import type { ApiVersion, Client } from '@rollcall/client';
import { type ConnectionValues, type ResolvedConnection, resolveConnection } from './resolve-connection.ts';

/** A client that is ready, and what it is connected to. */
export interface Connection {
  readonly client: Client;
  /** The profile that something of this came from; undefined where everything was given. */
  readonly profile: string | undefined;
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly apiVersion: ApiVersion;
}

export interface ConnectOptions {
  /** Keeps a long run just under this many requests a minute; undefined for no limit of our own. */
  readonly requestsPerMinute?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the client that the options describe, completed from the profile.
 *
 * @throws UsageError if a part of what is needed is given nowhere
 * @throws Failure if the profile, its secret or the CA file cannot be used
 */
export async function connect(options: ConnectionValues, more: ConnectOptions = {}): Promise<Connection> {
  return connectTo(await resolveConnection(options), options, more);
}

/** As `connect`, where it is known already what to connect to. */
export async function connectTo(
  resolved: ResolvedConnection,
  options: Pick<ConnectionValues, 'timeout' | 'maxWait' | 'verbose'>,
  { requestsPerMinute, signal }: ConnectOptions = {},
): Promise<Connection> {
  const { profile, baseUrl, accountId, clientId, clientSecret, apiVersion } = resolved;
  const { createClient, createLimiter } = await import('@rollcall/client');
  const client = createClient({
    baseUrl,
    accountId,
    clientId,
    clientSecret,
    apiVersion,
    userAgent: 'rollcall-cli',
    timeoutMs: options.timeout * 1000,
    retry: { maxAttempts: 1000, maxTotalMs: options.maxWait * 1000 },
    limiter: requestsPerMinute === undefined ? undefined : createLimiter({ perMinute: requestsPerMinute }),
    signal,
  });
  return { client, profile: profile?.name, baseUrl, accountId, clientId, apiVersion };
}
