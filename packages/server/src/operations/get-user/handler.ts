import { getUser } from '@rollcall/contract';
import { Refusal } from '../../domain/refusal.ts';
import { isResourceId } from '../../domain/resource-id.ts';
import type { Services, UsersHandler } from '../handler.ts';

export function getUserHandler({ storage }: Services): UsersHandler {
  return {
    declaration: getUser,
    async handle({ accountId, userId }) {
      const user = isResourceId(userId) ? await storage.findUser(accountId, userId) : undefined;
      if (!user) throw new Refusal('user_not_found');
      return user;
    },
  };
}
