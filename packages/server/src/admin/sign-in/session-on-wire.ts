import { FRESH_SECONDS, type Session as SessionOnWire } from '@rollcall/contract/admin';
import { toTimestamp } from '../../domain/clock.ts';
import type { Principal, Session } from '../../domain/principal.ts';
import type { CredentialHash } from '../../storage/storage.ts';
import type { AdminServices } from '../admin-call.ts';
import { principalPermissions } from '../principal-permissions.ts';

/** Who is signed in, as the console reads it. */
export function sessionOnWire(
  { csrfToken }: AdminServices,
  principal: Principal,
  session: Session,
  hash: CredentialHash,
): SessionOnWire {
  return {
    session_id: session.id,
    principal: principalOnWire(principal),
    ...(principal.kind === 'person' && { account: { id: principal.account.id, name: principal.account.name } }),
    permissions: [...principalPermissions(principal)],
    method: session.method,
    csrf_token: csrfToken(hash),
    authenticate_time: toTimestamp(session.authenticatedAt),
    fresh_until: toTimestamp(session.authenticatedAt + FRESH_SECONDS * 1000),
    expire_time: toTimestamp(session.expiresAt),
  };
}

function principalOnWire(principal: Principal): SessionOnWire['principal'] {
  if (principal.kind === 'operator') {
    return { kind: 'operator', id: principal.operator.id, name: principal.operator.name };
  }
  const { id, displayName, email, role, securityGroup } = principal.person;
  return { kind: 'person', id, name: displayName, email, role, security_group: securityGroup };
}
