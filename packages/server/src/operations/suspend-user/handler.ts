import { suspendUser } from '@rollcall/contract';
import type { Services, UsersHandler } from '../handler.ts';
import { carryOutTransition } from '../transition.ts';

export function suspendUserHandler({ storage }: Services): UsersHandler {
  return {
    declaration: suspendUser,
    handle: (call) => carryOutTransition(call, (userId) => storage.suspendUser(call.accountId, userId, call.context())),
  };
}
