import { checkReactivateUser } from '@rollcall/contract';
import type { Services, UsersHandler } from '../handler.ts';
import { answerTransition } from '../transition.ts';

export function checkReactivateUserHandler({ storage }: Services): UsersHandler {
  return {
    declaration: checkReactivateUser,
    handle: (call) => answerTransition(call, (userId) => storage.checkTransition(call.accountId, userId, 'ACTIVE')),
  };
}
