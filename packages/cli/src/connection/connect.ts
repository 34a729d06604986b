import type { ApiVersion, Client, Hooks } from '@rollcall/client';
import { UsageError } from '../failure.ts';
import { isLoopback } from '../options/kinds.ts';
import { ownVersion } from '../own-version.ts';
import { isHopeless } from './hopeless.ts';
import { logRequests } from './request-log.ts';
import { type ConnectionValues, nameOf, type ResolvedConnection, resolveConnection } from './resolve-connection.ts';

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
  /** Takes the lines about long waits, and with --verbose about requests: where a progress bar has stderr. */
  readonly writeLine?: ((line: string) => void) | undefined;
}

type Tuning = Pick<ConnectionValues, 'timeout' | 'maxWait' | 'verbose'>;

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
  tuning: Tuning,
  { requestsPerMinute, signal, writeLine = writeToStderr }: ConnectOptions = {},
): Promise<Connection> {
  const { profile, baseUrl, accountId, clientId, clientSecret, apiVersion } = resolved;
  await openWay(resolved);
  const { createClient, createLimiter } = await import('@rollcall/client');
  const log = { verbose: tuning.verbose, announceWaits: process.stderr.isTTY === true, write: writeLine };
  const client = createClient({
    baseUrl,
    accountId,
    clientId,
    clientSecret,
    apiVersion,
    userAgent: userAgent(),
    timeoutMs: tuning.timeout * 1000,
    // Bounded by time alone.
    retry: { maxAttempts: Number.MAX_SAFE_INTEGER, maxTotalMs: tuning.maxWait * 1000 },
    limiter: requestsPerMinute === undefined ? undefined : createLimiter({ perMinute: requestsPerMinute }),
    signal,
    ...endHopeless(logRequests(log)),
  });
  return { client, profile: profile?.name, baseUrl, accountId, clientId, apiVersion };
}

/** How the command introduces itself to servers. */
export function userAgent(): string {
  return `rollcall-cli/${ownVersion()}`;
}

/**
 * Makes ready what requests of this process need to get through: trust in the CA file, the proxy.
 *
 * @param option that named the server
 * @throws UsageError for plain http over a network
 * @throws Failure if the CA file cannot be used
 */
export async function openWay(
  { baseUrl, caFile }: Pick<ResolvedConnection, 'baseUrl' | 'caFile'>,
  option = nameOf('baseUrl'),
): Promise<void> {
  const { protocol, hostname } = new URL(baseUrl);
  const onThisMachine = isLoopback(hostname.replaceAll(/^\[|\]$/g, ''));
  if (protocol === 'http:' && !onThisMachine) {
    throw new UsageError(`${option} must begin with https: over plain http the secret could be read on its way.`);
  }
  if (caFile !== undefined) await (await import('./trust-ca-file.ts')).trustCaFile(caFile);
  // Whatever NO_PROXY says: plain http, and the secret in it, must not leave this machine.
  if (!onThisMachine) (await import('./use-proxy.ts')).useProxy(baseUrl);
}

/** Gives up at once where trying again cannot help: what a hook throws ends the call. */
function endHopeless(hooks: Hooks): Hooks {
  let reached = false;
  return {
    ...hooks,
    onResponse(event) {
      reached = true;
      hooks.onResponse?.(event);
    },
    onRetry(event) {
      if (isHopeless(event.error, reached)) throw event.error;
      hooks.onRetry?.(event);
    },
  };
}

function writeToStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
