import { type Answer, isObject } from './answer.ts';
import type { Clock } from './clock.ts';
import { ERR_UNAUTHENTICATED } from './error-codes.ts';
import type { RollcallError } from './errors.ts';
import { type ApiVersion, refuse, type Settings } from './options.ts';
import { invalidResponse, tokenError } from './refusal.ts';
import type { Transport } from './transport.ts';
import { untilAborted } from './until-aborted.ts';

/** Where tokens are issued and revoked, below the base URL. */
const TOKEN_PATHS: Readonly<Record<ApiVersion, { readonly issue: string; readonly revoke: string }>> = {
  v1beta1: { issue: '/v1beta1/users/oauth2/token', revoke: '/v1beta1/users/oauth2/revoke' },
  v1: { issue: '/v1/oauth/token', revoke: '/v1/oauth/revoke' },
};

/** Tokens live 900 seconds; where an answer does not say, that is what is assumed. A 401 puts a mistake right. */
const USUAL_LIFETIME_SECONDS = 900;
const EARLY_MS = 60_000;

/** An access token. */
export interface AccessToken {
  /** What goes after `Bearer `. Treat it like a password. */
  readonly value: string;
  /** When it dies, in milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** The application's access tokens. Nobody needs this to call the API: tokens are got and renewed when they are needed. */
export interface Tokens {
  /**
   * The token in use; a new one where there is none, or where it is about to expire.
   *
   * @throws RollcallError `ERR_INVALID_CLIENT` when the credentials are refused
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   *
   * const client = createClient(options);
   * const { value, expiresAt } = await client.token.get();
   * console.log(`Good for ${Math.round((expiresAt - Date.now()) / 1000)} s, ${value.length} characters.`);
   * ```
   */
  get(options?: CallOptions): Promise<AccessToken>;
  /**
   * Revokes a token (RFC 7009): the one in use unless given. It is refused from the next call on. Revoking where there is
   * none, or one that is dead, is no failure.
   *
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   *
   * const client = createClient(options);
   * await client.users.get(userId);
   * await client.token.revoke(); // At the end of a job: nobody can use its token any more.
   * ```
   */
  revoke(token?: string, options?: CallOptions): Promise<void>;
}

/** What every call takes. */
export interface CallOptions {
  /** Ends this call, and the waits between its tries. */
  readonly signal?: AbortSignal | undefined;
}

interface HeldToken extends AccessToken {
  readonly renewAt: number;
}

/** Gets a token when it is needed, shares it, and renews it before it dies. */
export class TokenSource implements Tokens {
  readonly #transport: Transport;
  #held: HeldToken | undefined;
  #pending: Promise<HeldToken> | undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async get({ signal }: CallOptions = {}): Promise<AccessToken> {
    signal?.throwIfAborted();
    const held = this.#held;
    if (held !== undefined && this.#clock.now() < held.renewAt) return { value: held.value, expiresAt: held.expiresAt };
    // One request for all who wait. It is nobody's in particular, so no caller's abort ends it for the others.
    this.#pending ??= this.#issue().finally(() => {
      this.#pending = undefined;
    });
    const { value, expiresAt } = await untilAborted(this.#pending, signal);
    return { value, expiresAt };
  }

  async revoke(token = this.#held?.value, { signal }: CallOptions = {}): Promise<void> {
    if (token === undefined) return;
    if (!isToken(token)) refuse('token', 'an access token');
    this.drop(token);
    await this.#send('RevokeToken', { token }, () => undefined, signal);
  }

  /** Forgets a token that was refused. A newer one stays. */
  drop(token: string): void {
    if (this.#held?.value === token) this.#held = undefined;
  }

  get #clock(): Clock {
    return this.#transport.settings.clock;
  }

  async #issue(): Promise<HeldToken> {
    // From before the request: the token's life begins somewhere on its way.
    const askedAt = this.#clock.now();
    const form = { grant_type: 'client_credentials', scope: 'openid' };
    const { value, lifetimeMs } = await this.#send('IssueToken', form, readToken, undefined);
    const renewAt = askedAt + lifetimeMs - Math.min(EARLY_MS, lifetimeMs / 10);
    this.#held = { value, expiresAt: askedAt + lifetimeMs, renewAt };
    return this.#held;
  }

  #send<T>(
    operation: 'IssueToken' | 'RevokeToken',
    form: Readonly<Record<string, string>>,
    read: (answer: Answer) => T,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const { settings } = this.#transport;
    const paths = TOKEN_PATHS[settings.apiVersion];
    return this.#transport.send(
      {
        operation,
        method: 'POST',
        url: settings.baseUrl + (operation === 'IssueToken' ? paths.issue : paths.revoke),
        authorization: async () => basic(settings),
        form,
        read(answer, now) {
          if (answer.status >= 400) throw tokenError(operation, answer, now);
          // Without its body: whatever it is, a token may be in it.
          const bare = { ...answer, masked: () => undefined };
          if (answer.status !== 200) throw invalidResponse(operation, bare, `has status ${answer.status}, not 200`);
          return read(bare);
        },
      },
      signal,
    );
  }
}

/** Gives up a token that was refused, so that the request is repeated with a new one: once. */
export function renewOnce(tokens: TokenSource, usedToken: () => string): (error: RollcallError) => boolean {
  let renewed = false;
  return (error) => {
    if (renewed || error.code !== ERR_UNAUTHENTICATED) return false;
    renewed = true;
    tokens.drop(usedToken());
    return true;
  };
}

function readToken(answer: Answer): { readonly value: string; readonly lifetimeMs: number } {
  const body = isObject(answer.body) ? answer.body : {};
  if (!isToken(body.access_token)) throw invalidResponse('IssueToken', answer, 'holds no access_token');
  const seconds = Number(body.expires_in ?? USUAL_LIFETIME_SECONDS);
  return { value: body.access_token, lifetimeMs: (seconds > 0 ? seconds : USUAL_LIFETIME_SECONDS) * 1000 };
}

/** What may stand in a header, and in no error that refuses the header (RFC 6749 appendix A.12). */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

/** Basic credentials (RFC 7617). They are printable ASCII, which `btoa` takes. */
function basic({ clientId, clientSecret }: Settings): string {
  return `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
}
