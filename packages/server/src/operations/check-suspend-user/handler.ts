import { checkSuspendUser } from '@rollcall/contract';
import type { Services, UsersHandler } from '../handler.ts';
import { answerTransition } from '../transition.ts';

export function checkSuspendUserHandler({ storage }: Services): UsersHandler {
  return {
    declaration: checkSuspendUser,
    handle: (call) => answerTransition(call, (userId) => storage.checkTransition(call.accountId, userId, 'SUSPENDED')),
  };
}
