import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { hashesEqual } from '../domain/credentials.ts';
import type { CredentialHash } from '../storage/storage.ts';
import type { AdminServices, Caller } from './admin-call.ts';
import { AdminRefusal } from './admin-refusal.ts';

const HEADER = 'x-csrf-token';

/** What a session has to send with every change, derived from it: nothing has to be kept. @param key of the store */
export function createCsrfToken(key: Uint8Array): (sessionHash: CredentialHash) => string {
  return (sessionHash) => createHmac('sha256', key).update(sessionHash).digest('base64url');
}

/**
 * Refuses what another site has a browser send along with its cookies, and what would sign a browser in from elsewhere.
 * A key cannot be sent by another site: browsers do not add it by themselves.
 * @throws AdminRefusal csrf_refused
 */
export function refuseOtherSites(
  services: AdminServices,
  request: FastifyRequest,
  { needsToken, caller }: { readonly needsToken: boolean; readonly caller: Caller | undefined },
): void {
  if (request.method === 'GET' || caller?.kind === 'key') return;
  if (!isOwnSite(services, request)) throw new AdminRefusal('csrf_refused');
  if (!needsToken || caller === undefined) return;
  const sent = request.headers[HEADER];
  const expected = services.csrfToken(caller.sessionHash);
  if (typeof sent !== 'string' || !hashesEqual(sent, expected)) throw new AdminRefusal('csrf_refused');
}

/** As far as the browser says: where it says nothing, the token decides. */
function isOwnSite({ baseUrl }: AdminServices, { headers, host, protocol }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'] ?? 'same-origin';
  if (site !== 'same-origin' && site !== 'none') return false;
  const { origin } = headers;
  // TLS may end before this server: by its own host it is called https, whatever it speaks itself.
  const own = [baseUrl(), `https://${host}`, `${protocol}://${host}`].map(originOf);
  return origin === undefined || own.includes(origin);
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
