import type { ApiVersion } from '@rollcall/client';
import { issueToken, revokeToken, type Scope } from '@rollcall/contract';
import { type Introspection, introspect } from '../connection/introspect.ts';
import type { ResolvedConnection } from '../connection/resolve-connection.ts';
import { type Route, routeTo } from '../connection/route.ts';
import { lookAtCertificate, type SeenCertificate } from './look-at-certificate.ts';
import { once } from './once.ts';
import { type Answer, Requests } from './requests.ts';

/** An id that nobody has: ids are random. */
const NOBODY = 'A'.repeat(26);
/** A connection that takes longer has something wrong with it, whatever --timeout allows a request. Milliseconds. */
const CONNECT_MS = 10_000;

interface EvidenceOptions {
  readonly timeoutMs: number;
  readonly userAgent: string;
  readonly log: (line: string) => void;
  /** Whether the credentials may be sent to the public regions that were not named. */
  readonly allRegions: boolean;
  /** Scopes whose absence is a failure. */
  readonly neededScopes: readonly Scope[];
}

/** The token endpoint's answer, and the token where there is one. */
export interface TokenAnswer {
  readonly answer: Answer;
  readonly token: string | undefined;
}

/** What the checks look at. Each piece is fetched when the first check asks for it, and once. */
export class Evidence {
  readonly connection: ResolvedConnection;
  readonly route: Route;
  readonly requests: Requests;
  readonly allRegions: boolean;
  readonly neededScopes: readonly Scope[];
  readonly connectTimeoutMs: number;
  readonly #timeoutSeconds: number;
  #issued: string | undefined;

  constructor(connection: ResolvedConnection, options: EvidenceOptions) {
    this.connection = connection;
    this.route = routeTo(connection.baseUrl, process.env);
    this.requests = new Requests(options);
    this.allRegions = options.allRegions;
    this.neededScopes = options.neededScopes;
    this.connectTimeoutMs = Math.min(options.timeoutMs, CONNECT_MS);
    this.#timeoutSeconds = options.timeoutMs / 1000;
  }

  readonly certificate = once((): Promise<SeenCertificate> => lookAtCertificate(this.route, this.connectTimeoutMs));

  /** The list of people, asked for without a token: what says most about a server without giving anything away. */
  readonly anonymous = {
    v1: once(() => this.#anonymous('v1')),
    v1beta1: once(() => this.#anonymous('v1beta1')),
  };

  /** The token in use. */
  readonly token = once(async () => {
    const answer = await this.issueToken(this.connection.baseUrl);
    this.#issued = answer.token;
    return answer;
  });

  /** Undefined where the server does not tell whose token it is. */
  readonly introspection = once(async (): Promise<Introspection | undefined> => {
    const { token } = await this.token();
    return token === undefined
      ? undefined
      : introspect(this.connection, token, { timeout: this.#timeoutSeconds, verbose: false }, this.requests.fetch);
  });

  /** A page of one person. */
  readonly list = once(async () => this.listUsers(this.connection.baseUrl, (await this.token()).token));

  /** Somebody who is not there is looked up, suspended and reactivated: the answers tell of the scopes. */
  readonly probes: Readonly<Record<Exclude<Scope, 'list_users'>, () => Promise<Answer>>> = {
    get_user: once(() => this.#probe('GET', '')),
    suspend_user: once(() => this.#probe('POST', ':suspend')),
    reactivate_user: once(() => this.#probe('POST', ':reactivate')),
  };

  /** Asks the server at this URL for a token. @throws NoAnswer */
  async issueToken(baseUrl: string): Promise<TokenAnswer> {
    const form = { grant_type: 'client_credentials', scope: 'openid' };
    const answer = await this.#postForm(`${baseUrl}${issueToken.paths[this.connection.apiVersion]}`, form);
    const token = answer.status === 200 ? answer.json?.access_token : undefined;
    return { answer, token: typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) ? token : undefined };
  }

  /** Leaves no token behind. */
  async tidyUp(): Promise<void> {
    await this.giveBack(this.connection.baseUrl, this.#issued);
  }

  /** Gives a token back. That it dies by itself soon is the reason why a failure does not matter. */
  async giveBack(baseUrl: string, token: string | undefined): Promise<void> {
    if (token === undefined) return;
    const url = `${baseUrl}${revokeToken.paths[this.connection.apiVersion]}`;
    await this.#postForm(url, { token }).catch(() => {});
  }

  /** @throws NoAnswer */
  async listUsers(baseUrl: string, token: string | undefined): Promise<Answer> {
    return this.requests.ask(`${this.#people(baseUrl)}?max_page_size=1`, withToken(token));
  }

  #anonymous(version: ApiVersion): Promise<Answer> {
    return this.requests.ask(`${this.#people(this.connection.baseUrl, version)}?max_page_size=1`, withToken(undefined));
  }

  async #probe(method: string, suffix: string): Promise<Answer> {
    const { token } = await this.token();
    const url = `${this.#people(this.connection.baseUrl)}/${NOBODY}${suffix}`;
    return this.requests.ask(url, { ...withToken(token), method });
  }

  #people(baseUrl: string, version = this.connection.apiVersion): string {
    return `${baseUrl}/${version}/accounts/${this.connection.accountId}/users`;
  }

  #postForm(url: string, form: Readonly<Record<string, string>>): Promise<Answer> {
    const { clientId, clientSecret } = this.connection;
    const headers = { accept: 'application/json', authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
    return this.requests.ask(url, { method: 'POST', headers, body: new URLSearchParams(form) });
  }
}

function withToken(token: string | undefined): { readonly headers: Readonly<Record<string, string>> } {
  const accept = 'application/json';
  return { headers: token === undefined ? { accept } : { accept, authorization: `Bearer ${token}` } };
}
