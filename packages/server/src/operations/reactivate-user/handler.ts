import { reactivateUser } from '@rollcall/contract';
import type { Services, UsersHandler } from '../handler.ts';
import { carryOutTransition } from '../transition.ts';

export function reactivateUserHandler({ storage }: Services): UsersHandler {
  return {
    declaration: reactivateUser,
    handle: (call) =>
      carryOutTransition(call, (userId) => storage.reactivateUser(call.accountId, userId, call.context())),
  };
}
