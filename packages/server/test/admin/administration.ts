import { ADMIN_ERRORS, ADMIN_OPERATIONS, type AdminOperationId, type AdminPermission } from '@rollcall/contract/admin';
import { adminOpenApiDocument } from '@rollcall/contract/admin/openapi';
import { createCsrfToken } from '../../src/admin/cross-site.ts';
import { newSessionSecret, SESSION_COOKIE } from '../../src/admin/session-cookie.ts';
import { hashCredential, newAdminKey } from '../../src/domain/credentials.ts';
import type { Person } from '../../src/domain/directory.ts';
import type { PrincipalId } from '../../src/domain/principal.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { newResourceId } from '../../src/domain/resource-id.ts';
import { DeclaredConformance } from '../service/declared-conformance.ts';
import { type Answer, exchange } from '../service/request.ts';
import { Service, type ServiceOptions } from '../service/service.ts';

const HOURS = 3_600_000;
const conformance = new DeclaredConformance(adminOpenApiDocument('http://127.0.0.1:1'), ADMIN_ERRORS);

/** Every operation and what it answered: `GetAccount 200`, `GetAccount not_found`. */
export const { observed } = conformance;

/** Somebody who asks, by what they send along. */
export interface Who {
  readonly headers: Readonly<Record<string, string>>;
}

/** A browser that is signed in. */
export interface Browser extends Who {
  readonly principal: PrincipalId;
  readonly sessionId: string;
  /** What the cookie holds. */
  readonly secret: string;
}

export interface AdminRequest {
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who sends nothing that says who they are. */
export const NOBODY: Who = { headers: {} };

/** The real service with the management API on it, and ways to be somebody there. */
export class Administration implements AsyncDisposable {
  readonly service: Service;

  private constructor(service: Service) {
    this.service = service;
  }

  static async start(options: ServiceOptions = {}): Promise<Administration> {
    return new Administration(await Service.start(options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.service[Symbol.asyncDispose]();
  }

  get storage() {
    return this.service.storage;
  }

  /** A person of an account, with a browser that is signed in. */
  async person(accountId: string, facts: Partial<Person> = {}): Promise<Browser & { readonly id: string }> {
    const id = facts.id ?? newResourceId(systemRandom);
    await this.service.account([{ role: 'member', ...facts, id }], 'manual', accountId);
    return { ...(await this.signIn({ kind: 'person', accountId, userId: id })), id };
  }

  async operator(): Promise<Browser & { readonly id: string }> {
    const id = systemRandom.uuid();
    await this.storage.createOperator({ id, name: 'Operator' }, this.service.context());
    return { ...(await this.signIn({ kind: 'operator', operatorId: id })), id };
  }

  /** A browser of the principal, freshly signed in. @throws where they may not sign in */
  async signIn(principal: PrincipalId): Promise<Browser> {
    const { secret, hash } = newSessionSecret(systemRandom);
    const now = this.service.clock.now();
    const sessionId = systemRandom.uuid();
    const times = { authenticatedAt: now, startedAt: now, expiresAt: now + 12 * HOURS };
    const session = {
      id: sessionId,
      hash,
      method: 'passkey',
      ...times,
      userAgent: 'test',
      address: '127.0.0.1',
    } as const;
    const started = await this.storage.startSession(principal, session, {}, this.service.context());
    if (!started) throw new Error('they may not sign in');
    const csrfToken = createCsrfToken(await this.storage.loadKey('csrf-tokens'))(hash);
    const headers = { cookie: `${SESSION_COOKIE}=${secret}`, 'x-csrf-token': csrfToken };
    return { principal, sessionId, secret, headers };
  }

  /** An admin key. @param accountId undefined: of the deployment */
  async key(
    accountId: string | undefined,
    permissions: readonly AdminPermission[],
    expireTime?: string,
  ): Promise<Who & { readonly id: string; readonly text: string }> {
    const [id, text] = [systemRandom.uuid(), newAdminKey(systemRandom)];
    const key = { id, label: 'Test', accountId, permissions, expireTime, hash: hashCredential(text) };
    await this.storage.createAdminKey(key, this.service.context());
    return { id, text, headers: { authorization: `Bearer ${text}` } };
  }

  /** Asks for an operation. The answer is held against OpenAPI before it is handed out. */
  async call(
    who: Who,
    id: AdminOperationId,
    params: Readonly<Record<string, string>> = {},
    request: AdminRequest = {},
  ): Promise<Answer> {
    const { method, path } = operationOf(id);
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? `missing-${name}`);
    return await this.send(who, method, `/admin/v1${filled}`, request);
  }

  /** The same for any path. */
  async send(who: Who, method: string, path: string, { query, body, headers }: AdminRequest = {}): Promise<Answer> {
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    const json = body === undefined ? undefined : JSON.stringify(body);
    const type = json === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await exchange(this.service.app.listenerUrl, method, path + search, {
      headers: { ...type, ...who.headers, ...headers },
      body: json,
    });
    conformance.assertConforms({ ...answer, method, path: path.split('?')[0] ?? '' });
    return answer;
  }
}

export function operationOf(id: AdminOperationId) {
  const found = ADMIN_OPERATIONS.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`there is no operation ${id}`);
  return found;
}
