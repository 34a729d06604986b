import type { FastifyRequest } from 'fastify';
import { hashCredential } from '../../domain/credentials.ts';
import { readBearerToken } from '../../http/bearer-authentication.ts';
import { operatorContext } from '../people/operator-context.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** Kills the token of a call, for this and every later one. The call is then refused by the door itself. */
export async function expireToken({ storage, clock }: Tenant, request: FastifyRequest): Promise<void> {
  const token = readBearerToken(request.headers.authorization);
  if (token === undefined) return;
  const hash = hashCredential(token);
  const found = await storage.findToken(hash, clock.now());
  if (found) await storage.revokeToken(hash, found.application.clientId, operatorContext(clock.now()));
}
