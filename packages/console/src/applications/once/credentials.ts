import type { Scope } from '@rollcall/contract';
import type { Application } from '@rollcall/contract/admin';

/** All that a program needs to call the API. */
export interface Credentials {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The address of the API: the console stands below it, wherever a proxy puts both. */
export function apiBaseUrl(): string {
  return new URL('..', document.baseURI).href.replace(/\/$/, '');
}

export function credentialsOf({ account_id, client_id }: Application, clientSecret: string): Credentials {
  return { baseUrl: apiBaseUrl(), accountId: account_id, clientId: client_id, clientSecret };
}

/** As the command line and many programs read it. */
export function asEnv({ baseUrl, accountId, clientId, clientSecret }: Credentials): string {
  return [
    `ROLLCALL_BASE_URL=${baseUrl}`,
    `ROLLCALL_ACCOUNT=${accountId}`,
    `ROLLCALL_CLIENT_ID=${clientId}`,
    `ROLLCALL_CLIENT_SECRET=${clientSecret}`,
    '',
  ].join('\n');
}

export function asJson({ baseUrl, accountId, clientId, clientSecret }: Credentials, scopes: readonly Scope[]): string {
  const facts = {
    base_url: baseUrl,
    token_url: `${baseUrl}/v1/oauth/token`,
    account_id: accountId,
    client_id: clientId,
    client_secret: clientSecret,
    scopes,
  };
  return `${JSON.stringify(facts, undefined, 2)}\n`;
}
