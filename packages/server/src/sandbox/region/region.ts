import type { FastifyRequest } from 'fastify';
import { hashCredential, hasTokenShape } from '../../domain/credentials.ts';
import { readBasicCredentials } from '../../http/client-authentication.ts';
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
  /** The fixed name of the public region it stands for. */
  readonly hostName: string | undefined;
  /** Known once it listens. */
  baseUrl = '';
  /** The one the sandbox started with: it answers what belongs to none. */
  readonly first: Tenant;
  readonly #isolated = new Set<Tenant>();
  /** Isolated accounts made so far: ids derive from it. */
  made = 0;

  constructor(name: string, hostName: string | undefined, first: Tenant) {
    this.name = name;
    this.hostName = hostName;
    this.first = first;
  }

  /** All of them, the one it started with first. */
  get tenants(): readonly Tenant[] {
    return [this.first, ...this.#isolated];
  }

  add(tenant: Tenant): void {
    this.#isolated.add(tenant);
  }

  async remove(tenant: Tenant): Promise<void> {
    this.#isolated.delete(tenant);
    await tenant.close();
  }

  findAccount(accountId: string): Tenant | undefined {
    return this.tenants.find(({ accountIds }) => accountIds.has(accountId));
  }

  /** The tenant a request belongs to: its token's, its client's, else its path's. */
  async tenantOf(request: FastifyRequest): Promise<Tenant> {
    const { authorization } = request.headers;
    const { account: accountId } = (request.params ?? {}) as { readonly account?: string }; // the route's own pattern
    return (await this.#find({ authorization, accountId })) ?? this.first;
  }

  async #find({ authorization, accountId }: Bearings): Promise<Tenant | undefined> {
    const byPath = accountId === undefined ? undefined : this.findAccount(accountId);
    if (this.#isolated.size === 0) return byPath;
    const token = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (token !== undefined && hasTokenShape(token)) {
      const hash = hashCredential(token);
      // Alive at the beginning of time: expired ones belong to somebody, too.
      const owns = async (tenant: Tenant) => (await tenant.storage.findToken(hash, 0)) !== undefined;
      if (byPath && (await owns(byPath))) return byPath;
      for (const tenant of this.tenants) if (await owns(tenant)) return tenant;
      return byPath;
    }
    const clientId = readBasicCredentials(authorization)?.clientId;
    if (clientId === undefined) return byPath;
    for (const tenant of this.tenants) if (await tenant.storage.findApplication(clientId)) return tenant;
    return byPath;
  }

  async close(): Promise<void> {
    for (const tenant of this.tenants) await tenant.close();
  }
}
