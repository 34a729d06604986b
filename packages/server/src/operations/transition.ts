import { Refusal } from '../domain/refusal.ts';
import { isResourceId } from '../domain/resource-id.ts';
import type { Awaitable, TransitionResult, UserJson } from '../storage/storage.ts';
import type { UsersCall } from './handler.ts';

/** What suspend and reactivate share: no body to speak of, and an answer. */
export async function carryOutTransition(
  call: UsersCall,
  transition: (userId: string) => Promise<TransitionResult>,
): Promise<UserJson> {
  await refuseBody(call);
  return answerTransition(call, transition);
}

/** What a verb and its check share: a user of this account, and a result to pass on. */
export async function answerTransition(
  call: UsersCall,
  transition: (userId: string) => Awaitable<TransitionResult>,
): Promise<UserJson> {
  if (!isResourceId(call.userId)) throw new Refusal('user_not_found');
  const result = await transition(call.userId);
  if (result.kind === 'not_found') throw new Refusal('user_not_found');
  if (result.kind === 'refused') throw new Refusal(result.reason);
  return result.user;
}

/** With the white space of JSON (RFC 8259) and no other. */
const EMPTY_OBJECT = /^[ \t\r\n]*\{[ \t\r\n]*\}[ \t\r\n]*$/;

/** Shipped clients send nothing, an empty form, or `{}` as JSON: all three mean nothing. */
async function refuseBody(call: UsersCall): Promise<void> {
  const body = await call.body();
  if (body.length === 0) return;
  const isJson = /^application\/json\s*(?:;|$)/i.test(call.contentType ?? '');
  if (isJson && EMPTY_OBJECT.test(Buffer.from(body).toString('utf8'))) return;
  throw new Refusal('invalid_body', {
    violations: [{ field: 'body', description: 'must be empty, or {} as application/json' }],
    metadata: { field: 'body' },
  });
}
