import { userAgent } from './connect.ts';
import { recordOf } from './profile-file.ts';
import type { ConnectionValues, ResolvedConnection } from './resolve-connection.ts';

/** What the server says about the application behind a token; what it does not tell is undefined. */
export interface Introspection {
  readonly accountId: string | undefined;
  readonly applicationName: string | undefined;
  readonly applicationScopes: readonly string[] | undefined;
}

/** `fetch`, as far as it is needed here. */
type Send = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Asks the server whose token it is (RFC 7662), at the endpoint its metadata names (RFC 8414).
 *
 * @param send in place of `fetch`
 * @returns undefined where the server has no introspection, or does not answer: the public regions have none
 */
export async function introspect(
  { baseUrl, clientId, clientSecret }: Pick<ResolvedConnection, 'baseUrl' | 'clientId' | 'clientSecret'>,
  token: string,
  { timeout, verbose }: Pick<ConnectionValues, 'timeout' | 'verbose'>,
  send: Send = fetch,
): Promise<Introspection | undefined> {
  const ask = (url: string, init: RequestInit) =>
    askJson(send, url, { ...init, signal: AbortSignal.timeout(timeout * 1000) }, verbose);
  const metadata = await ask(`${baseUrl}/.well-known/oauth-authorization-server`, { headers: headers() });
  const endpoint = String(metadata?.introspection_endpoint);
  if (!URL.canParse(endpoint)) return undefined;
  // The path only: the secret goes to the server that was named, whatever name it has for itself. Put together as text,
  // because a path that begins with // would be read as another server.
  const url = baseUrl + new URL(endpoint).pathname;
  const authorization = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
  const body = new URLSearchParams({ token });
  const answer = await ask(url, { method: 'POST', headers: { ...headers(), authorization }, body });
  if (answer?.active !== true) return undefined;
  const scopes: unknown = answer.application_scopes;
  return {
    accountId: textOf(answer.account_id),
    applicationName: textOf(answer.application_name),
    applicationScopes: Array.isArray(scopes) ? scopes.map(String) : undefined,
  };
}

function headers() {
  return { accept: 'application/json', 'user-agent': userAgent() };
}

async function askJson(
  send: Send,
  url: string,
  init: RequestInit,
  verbose: boolean,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const say = (line: string) => verbose && process.stderr.write(`${line}\n`);
  try {
    say(`> ${init.method ?? 'GET'} ${url}`);
    const response = await send(url, { ...init, redirect: 'manual' });
    const text = await response.text();
    say(`< ${response.status}`);
    return response.status === 200 ? recordOf(JSON.parse(text)) : undefined;
  } catch {
    // It is only more to know: the token itself has come, so that the way to the server is good.
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
