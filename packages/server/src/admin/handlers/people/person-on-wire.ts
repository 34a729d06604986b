import type { PersonDetail, Person as WirePerson } from '@rollcall/contract/admin';
import type { Person } from '../../../domain/directory.ts';
import type { AdminCall } from '../../admin-call.ts';
import { accountOf } from '../application/found-application.ts';
import { foundFacts, userOf } from './found-person.ts';
import { refusalsFor } from './person-rules.ts';

export function personOnWire(person: Person): WirePerson {
  return {
    id: person.id,
    email: person.email,
    display_name: person.displayName,
    state: person.state,
    role: person.role,
    security_group: person.securityGroup,
    externally_managed: person.externallyManaged,
    create_time: person.createTime,
  };
}

/** A person as they are now, with what the caller cannot do to them. @throws AdminRefusal not_found */
export async function personNow(call: AdminCall, userId: string = userOf(call)): Promise<PersonDetail> {
  const { storage, clock } = call.services;
  const facts = await foundFacts(call, userId);
  const id = { kind: 'person', accountId: accountOf(call), userId } as const;
  const [passkeys, sessions] = await Promise.all([storage.listPasskeys(id), storage.listSessions(id, clock.now())]);
  return {
    ...personOnWire(facts.person),
    refusals: refusalsFor(call, facts),
    passkeys: passkeys.length,
    sessions: sessions.length,
  };
}
