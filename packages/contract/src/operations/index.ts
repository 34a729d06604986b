import { authorizationServerMetadata, protectedResourceMetadata } from './metadata.ts';
import { introspectToken, issueToken, revokeToken } from './oauth.ts';
import type { Operation } from './operation.ts';
import { checkReactivateUser, checkSuspendUser, getUser, listUsers, reactivateUser, suspendUser } from './users.ts';

/** Every operation there is. OpenAPI, routes and tests walk this list. */
export const OPERATIONS = [
  listUsers,
  getUser,
  suspendUser,
  reactivateUser,
  checkSuspendUser,
  checkReactivateUser,
  issueToken,
  revokeToken,
  introspectToken,
  authorizationServerMetadata,
  protectedResourceMetadata,
] as const satisfies readonly Operation[];

export type OperationId = (typeof OPERATIONS)[number]['id'];
