import type { Client } from '@rollcall/client';
import { UsageError } from '../failure.ts';
import type { connectionOptions } from '../options/connection-options.ts';
import type { ValuesOf } from '../options/option.ts';

/** A client that is ready, and what it is connected to. */
export interface Connection {
  readonly client: Client;
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly apiVersion: 'v1beta1' | 'v1';
}

export interface ConnectOptions {
  /** Keeps a long run just under this many requests a minute; undefined for no limit of our own. */
  readonly requestsPerMinute?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the client that the options describe.
 *
 * @throws UsageError if a part of what is needed is given nowhere
 */
export async function connect(
  options: ValuesOf<typeof connectionOptions>,
  { requestsPerMinute, signal }: ConnectOptions = {},
): Promise<Connection> {
  const { account: accountId, clientId, clientSecret, region, apiVersion = 'v1' } = options;
  const { createClient, createLimiter, REGION_BASE_URLS } = await import('@rollcall/client');
  const baseUrl = options.baseUrl ?? (region === undefined ? undefined : REGION_BASE_URLS[region]);
  if (baseUrl === undefined) throw new UsageError('--base-url or --region must be given.');
  if (accountId === undefined) throw new UsageError('--account must be given.');
  if (clientId === undefined) throw new UsageError('--client-id must be given.');
  if (clientSecret === undefined) throw new UsageError('--client-secret must be given.');
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
  return { client, baseUrl, accountId, clientId, apiVersion };
}
