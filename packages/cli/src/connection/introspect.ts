import { userAgent } from './connect.ts';
import { recordOf } from './profile-file.ts';
import type { ResolvedConnection } from './resolve-connection.ts';

/** What the server says about the application behind a token; what it does not tell is undefined. */
export interface Introspection {
  readonly accountId: string | undefined;
  readonly applicationName: string | undefined;
  readonly applicationScopes: readonly string[] | undefined;
}

/**
 * Asks the server whose token it is (RFC 7662), at the endpoint its metadata names (RFC 8414).
 *
 * @param timeoutMs for each of the two requests
 * @returns undefined where the server has no introspection, or does not answer: the public regions have none
 */
export async function introspect(
  { baseUrl, clientId, clientSecret }: Pick<ResolvedConnection, 'baseUrl' | 'clientId' | 'clientSecret'>,
  token: string,
  timeoutMs: number,
): Promise<Introspection | undefined> {
  const metadata = await askJson(`${baseUrl}/.well-known/oauth-authorization-server`, {}, timeoutMs);
  const endpoint = String(metadata?.introspection_endpoint);
  if (!URL.canParse(endpoint)) return undefined;
  // The path only: the secret goes to the server that was named, whatever name it has for itself.
  const url = new URL(new URL(endpoint).pathname, baseUrl).href;
  const authorization = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
  const body = new URLSearchParams({ token });
  const answer = await askJson(url, { method: 'POST', headers: { authorization }, body }, timeoutMs);
  if (answer?.active !== true) return undefined;
  const scopes: unknown = answer.application_scopes;
  return {
    accountId: textOf(answer.account_id),
    applicationName: textOf(answer.application_name),
    applicationScopes: Array.isArray(scopes) ? scopes.map(String) : undefined,
  };
}

async function askJson(
  url: string,
  init: RequestInit & { readonly headers?: Readonly<Record<string, string>> },
  timeoutMs: number,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const response = await fetch(url, {
      ...init,
      headers: { accept: 'application/json', 'user-agent': userAgent(), ...init.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return response.status === 200 ? recordOf(await response.json()) : undefined;
  } catch {
    // It is only more to know: the token itself has come, so that the way to the server is good.
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
