import type { Principal, PrincipalId } from '../domain/principal.ts';

export function principalIdOf(principal: Principal): PrincipalId {
  if (principal.kind === 'operator') return { kind: 'operator', operatorId: principal.operator.id };
  return { kind: 'person', accountId: principal.account.id, userId: principal.person.id };
}

/** The id that the audit log knows a principal by. */
export function subjectOf(id: PrincipalId): string {
  return id.kind === 'person' ? id.userId : id.operatorId;
}

export function isSamePrincipal(left: PrincipalId, right: PrincipalId): boolean {
  return handleOf(left) === handleOf(right);
}

/** One text for one principal: what authenticators keep as the user handle (at most 64 bytes, nothing personal in it). */
export function handleOf(id: PrincipalId): string {
  return id.kind === 'person' ? `${id.accountId}/${id.userId}` : `operator/${id.operatorId}`;
}
