import { checkReactivateUserHandler } from './check-reactivate-user/handler.ts';
import { checkSuspendUserHandler } from './check-suspend-user/handler.ts';
import { getUserHandler } from './get-user/handler.ts';
import type { MetadataHandler, OAuthHandler, Services, UsersHandler } from './handler.ts';
import { introspectTokenHandler } from './introspect-token/handler.ts';
import { issueTokenHandler } from './issue-token/handler.ts';
import { listUsersHandler } from './list-users/handler.ts';
import { authorizationServerMetadataHandler, protectedResourceMetadataHandler } from './metadata/handler.ts';
import { reactivateUserHandler } from './reactivate-user/handler.ts';
import { revokeTokenHandler } from './revoke-token/handler.ts';
import { suspendUserHandler } from './suspend-user/handler.ts';

/** Every operation, ready to be served. */
export interface OperationHandlers {
  readonly users: readonly UsersHandler[];
  readonly oauth: readonly OAuthHandler[];
  readonly metadata: readonly MetadataHandler[];
}

export function createOperations(services: Services): OperationHandlers {
  return {
    users: [
      listUsersHandler(services),
      getUserHandler(services),
      suspendUserHandler(services),
      reactivateUserHandler(services),
      checkSuspendUserHandler(services),
      checkReactivateUserHandler(services),
    ],
    oauth: [issueTokenHandler(services), revokeTokenHandler(services), introspectTokenHandler(services)],
    metadata: [authorizationServerMetadataHandler(services), protectedResourceMetadataHandler(services)],
  };
}
