import type { ReadyLine } from './rollcall.ts';

interface Credentials {
  readonly clientId: string;
  readonly secret: string;
}

/** Asks for a token over plain HTTP: the tests of the command run their servers with --http where TLS is not the point. */
export async function requestToken(line: ReadyLine, { clientId, secret }: Credentials): Promise<Response> {
  return fetch(`${line.base_url}/v1/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
}

/** A token, in plain text. */
export async function tokenOf(line: ReadyLine, credentials: Credentials): Promise<string> {
  const response = await requestToken(line, credentials);
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null || !('access_token' in body)) {
    throw new Error(`No token: ${response.status} ${JSON.stringify(body)}`);
  }
  return String(body.access_token);
}

/** Lists people of an account. */
export function listUsers(line: ReadyLine, accountId: string, token: string, query = ''): Promise<Response> {
  return fetch(`${line.base_url}/v1/accounts/${accountId}/users${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
}
