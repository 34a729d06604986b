import type { Person } from '../../../domain/directory.ts';
import type { PersonFacts } from '../../../domain/person-change.ts';
import type { AdminCall } from '../../admin-call.ts';
import { AdminRefusal } from '../../admin-refusal.ts';
import { accountOf } from '../application/found-application.ts';

export function userOf({ params }: AdminCall): string {
  return params.user ?? '';
}

/** The person of the path with what the rules ask about. @throws AdminRefusal not_found */
export async function foundFacts(call: AdminCall, userId: string = userOf(call)): Promise<PersonFacts> {
  const facts = await call.services.storage.findPersonFacts(accountOf(call), userId);
  if (facts === undefined) throw nobody(call);
  return facts;
}

/** They are not there, or not any more. */
export function nobody({ params }: AdminCall): AdminRefusal {
  return new AdminRefusal('not_found', {
    sentence: `The account ${params.account} has nobody with the id ${params.user}. Search its people to see who is there.`,
  });
}

/** The person that a change was about. @throws AdminRefusal where it came to nothing */
export function personAfter(
  call: AdminCall,
  result:
    | { readonly kind: 'created' | 'changed' | 'unchanged'; readonly person: Person }
    | {
        readonly kind: 'refused';
        readonly reason: 'no_owner_remain' | 'externally_managed_user' | 'automated_provisioning_enabled';
      }
    | { readonly kind: 'not_found' | 'account_not_found' },
): Person {
  if ('person' in result) return result.person;
  if ('reason' in result) throw new AdminRefusal(result.reason);
  throw nobody(call);
}
