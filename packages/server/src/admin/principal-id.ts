import type { PrincipalId } from '../domain/principal.ts';

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
