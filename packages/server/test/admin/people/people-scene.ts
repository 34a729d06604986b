import type { AdminOperationId } from '@rollcall/contract/admin';
import type { Person } from '../../../src/domain/directory.ts';
import { somebody } from '../../service/service.ts';
import { Administration, type Browser } from '../administration.ts';

/** In seconds. */
export const MINUTES = 60;

/** An account with somebody of each kind who may sign in, and a member who may not. */
export async function peopleScene(provisioning: 'manual' | 'automated' = 'manual') {
  const administration = await Administration.start();
  const { service } = administration;
  const people = {
    owner: { ...somebody(0), displayName: 'Olga Owner', role: 'owner' },
    administrator: { ...somebody(1), displayName: 'Ada Administrator', role: 'administrator' },
    security: { ...somebody(2), displayName: 'Sam Security', role: 'member', securityGroup: true },
    member: { ...somebody(3), displayName: 'Mia Member', role: 'member' },
  } as const satisfies Record<string, Person>;
  const account = await service.account(Object.values(people), provisioning);
  const signIn = (userId: string) => administration.signIn({ kind: 'person', accountId: account, userId });
  const browsers = {
    owner: await signIn(people.owner.id),
    administrator: await signIn(people.administrator.id),
    security: await signIn(people.security.id),
  };
  const call = (
    who: Browser,
    id: AdminOperationId,
    user: string | undefined,
    body?: object,
    query?: Record<string, string>,
  ) =>
    administration.call(
      who,
      id,
      { account, ...(user !== undefined && { user }) },
      { ...(body && { body }), ...(query && { query }) },
    );
  return {
    administration,
    service,
    account,
    people,
    ...browsers,
    call,
    signIn,
    [Symbol.asyncDispose]: () => administration[Symbol.asyncDispose](),
  };
}

/** What a refusal says to programs. */
export const refusal = (answer: { readonly status: number; readonly json: { readonly message: string } }) => [
  answer.status,
  answer.json.message,
];
