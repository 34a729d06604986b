import type { FastifyRequest } from 'fastify';
import { hashCredential, hasTokenShape } from '../../domain/credentials.ts';
import { readBasicCredentials } from '../../http/client-authentication.ts';
import { hasBody, readBody } from '../../http/read-body.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** Whose token, client id or account a request carries. */
interface Bearings {
  readonly authorization: string | undefined;
  /** The account in the path, where there is one. */
  readonly accountId: string | undefined;
}

/** One region: its own address, its own tenants. Another region's are not there. */
export class Region {
  readonly name: string;
  /** The fixed name of the public region it stands for, in lower case. */
  readonly hostName: string | undefined;
  /** Known once it listens. */
  baseUrl = '';
  /** The one the sandbox started with: it answers what belongs to none. */
  readonly first: Tenant;
  readonly #isolated = new Set<Tenant>();
  /** The accounts of the isolated ones. */
  readonly #byAccount = new Map<string, Tenant>();
  /** By their applications, as far as they were met: where to look first. */
  readonly #byClient = new Map<string, Tenant>();
  /** Isolated accounts made so far: ids derive from it. */
  made = 0;

  constructor(name: string, hostName: string | undefined, first: Tenant) {
    this.name = name;
    this.hostName = hostName?.toLowerCase();
    this.first = first;
  }

  /** All of them, the one it started with first. */
  get tenants(): readonly Tenant[] {
    return [this.first, ...this.#isolated];
  }

  /** @returns an application that another account has, in which case nothing is added */
  async add(tenant: Tenant): Promise<string | undefined> {
    const clients = (await tenant.storage.listApplications(undefined)).map(({ clientId }) => clientId);
    for (const id of clients) {
      if (this.#byClient.has(id) || (await this.first.storage.findApplication(id))) return id;
    }
    this.#isolated.add(tenant);
    for (const id of tenant.accountIds) this.#byAccount.set(id, tenant);
    for (const id of clients) this.#byClient.set(id, tenant);
    return undefined;
  }

  async remove(tenant: Tenant): Promise<void> {
    this.#isolated.delete(tenant);
    for (const id of tenant.accountIds) this.#byAccount.delete(id);
    for (const [id, each] of this.#byClient) if (each === tenant) this.#byClient.delete(id);
    await tenant.close();
  }

  findAccount(accountId: string): Tenant | undefined {
    return this.first.accountIds.has(accountId) ? this.first : this.#byAccount.get(accountId);
  }

  /** The tenant an application calls for. */
  async findClient(clientId: string): Promise<Tenant | undefined> {
    const likely = this.#byClient.get(clientId);
    if (likely && (await likely.storage.findApplication(clientId))) return likely;
    const found = await this.#search((tenant) => tenant.storage.findApplication(clientId));
    if (found && this.#isolated.has(found)) this.#byClient.set(clientId, found);
    return found;
  }

  /** The tenant a request belongs to: its token's, its client's, its path's, else that of a client id in its body. */
  async tenantOf(request: FastifyRequest): Promise<Tenant> {
    const { authorization } = request.headers;
    const { account: accountId } = (request.params ?? {}) as { readonly account?: string }; // the route's own pattern
    const found = await this.#find({ authorization, accountId });
    return found ?? (await this.#findByBody(request)) ?? this.first;
  }

  /** Isolated accounts are gone, the first tenant is as at the start. */
  async reset(): Promise<void> {
    for (const tenant of this.#isolated) await this.remove(tenant);
    this.made = 0;
    await this.first.reset('gone');
  }

  async close(): Promise<void> {
    for (const tenant of this.tenants) await tenant.close();
  }

  async #find({ authorization, accountId }: Bearings): Promise<Tenant | undefined> {
    const byPath = accountId === undefined ? undefined : this.findAccount(accountId);
    if (this.#isolated.size === 0) return byPath;
    const token = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (token !== undefined && hasTokenShape(token)) {
      const hash = hashCredential(token);
      // Alive at the beginning of time: expired ones belong to somebody, too.
      const owns = (tenant: Tenant) => tenant.storage.findToken(hash, 0);
      if (byPath && (await owns(byPath))) return byPath;
      return (await this.#search(owns)) ?? byPath;
    }
    const clientId = readBasicCredentials(authorization)?.clientId;
    return (clientId === undefined ? undefined : await this.findClient(clientId)) ?? byPath;
  }

  /**
   * A client that sends its credentials in the body alone is refused, and the journal of its account is where somebody
   * will look for that.
   */
  async #findByBody({ raw }: FastifyRequest): Promise<Tenant | undefined> {
    if (this.#isolated.size === 0 || !hasBody(raw)) return undefined;
    try {
      const [clientId] =
        /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(Buffer.from(await readBody(raw)).toString()) ?? [];
      return clientId === undefined ? undefined : await this.findClient(clientId.toLowerCase());
    } catch {
      return undefined; // what is wrong with the body is for whoever answers to say
    }
  }

  /** The first tenant that has something. One that is just being removed has nothing any more. */
  async #search(has: (tenant: Tenant) => unknown): Promise<Tenant | undefined> {
    for (const tenant of this.tenants) {
      const isThere = tenant === this.first || this.#isolated.has(tenant);
      if (isThere && (await has(tenant)) !== undefined) return tenant;
    }
    return undefined;
  }
}
