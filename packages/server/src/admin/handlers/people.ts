import type { CreatePersonRequest, Invite, SignedOut, UpdatePersonRequest } from '@rollcall/contract/admin';
import { toTimestamp } from '../../domain/clock.ts';
import type { Person } from '../../domain/directory.ts';
import type { PersonChanges } from '../../domain/person-change.ts';
import { newResourceId } from '../../domain/resource-id.ts';
import type { AdminCall, AdminHandlers } from '../admin-call.ts';
import { createInvite } from '../sign-in/invite-link.ts';
import { accountOf } from './application/found-application.ts';
import { foundFacts, nobody, personAfter, userOf } from './people/found-person.ts';
import { listPeople } from './people/list-people.ts';
import { personNow } from './people/person-on-wire.ts';
import { requireForAddress, requireForOwners, requireThatSignsIn } from './people/person-rules.ts';

export const peopleHandlers = {
  ListPeople: listPeople,
  GetPerson: (call) => personNow(call),
  CreatePerson: async (call) => {
    const body = call.body as CreatePersonRequest; // follows the schema
    if ((body.role ?? 'member') !== 'member' || body.security_group || body.externally_managed) requireForRights(call);
    const person = newPerson(call, body);
    personAfter(call, await call.services.storage.createUser(accountOf(call), person, call.context));
    return personNow(call, person.id);
  },
  UpdatePerson: async (call) => {
    const { person } = await foundFacts(call);
    requireForOwners(call, person);
    const changes = changesTo(person, call.body as UpdatePersonRequest); // follows the schema
    if (changes.email !== undefined) requireForAddress(call, person);
    if (RIGHTS.some((field) => changes[field] !== undefined)) requireForRights(call);
    const { storage } = call.services;
    personAfter(call, await storage.updateUser(accountOf(call), userOf(call), changes, call.context, 'enforced'));
    return personNow(call);
  },
  DeletePerson: async (call) => {
    const { person } = await foundFacts(call);
    requireForOwners(call, person);
    if (person.role === 'owner') call.requireFresh();
    const { storage } = call.services;
    const result = await storage.deleteUser(accountOf(call), userOf(call), call.context, 'enforced');
    if (result.kind !== 'deleted') personAfter(call, result);
    return undefined;
  },
  SuspendPerson: async (call) => {
    const { storage } = call.services;
    afterMove(call, await storage.suspendUser(accountOf(call), userOf(call), call.context));
    return personNow(call);
  },
  ReactivatePerson: async (call) => {
    const { storage } = call.services;
    afterMove(call, await storage.reactivateUser(accountOf(call), userOf(call), call.context));
    return personNow(call);
  },
  InvitePerson: async (call) => {
    const { person } = await foundFacts(call);
    requireForOwners(call, person);
    requireThatSignsIn(person);
    const { storage, random, baseUrl } = call.services;
    const invite = await createInvite({ storage, random, baseUrl: baseUrl() }, principalOf(call), call.context);
    if (invite === undefined) throw nobody(call);
    return { url: invite.url, expire_time: toTimestamp(invite.expiresAt) } satisfies Invite;
  },
  SignOutPerson: async (call) => {
    await foundFacts(call);
    const sessions = await call.services.storage.endSessions(principalOf(call), call.context);
    return { sessions } satisfies SignedOut;
  },
} as const satisfies AdminHandlers;

/**
 * What says who may do what to whom: roles, the Security group, and that somebody is managed elsewhere, whom nobody here
 * can suspend. By it, an administrator would put themselves out of reach.
 */
const RIGHTS = ['role', 'securityGroup', 'externallyManaged'] as const;

function requireForRights(call: AdminCall): void {
  call.require('roles.write');
  call.requireFresh();
}

function principalOf(call: AdminCall) {
  return { kind: 'person', accountId: accountOf(call), userId: userOf(call) } as const;
}

function newPerson({ services, context }: AdminCall, body: CreatePersonRequest): Person {
  return {
    id: body.id ?? newResourceId(services.random),
    email: body.email,
    displayName: body.display_name,
    state: 'ACTIVE',
    createTime: toTimestamp(context.at),
    role: body.role ?? 'member',
    securityGroup: body.security_group ?? false,
    externallyManaged: body.externally_managed ?? false,
  };
}

/** What differs. What was sent as it is already is left alone: it must not undo what somebody else changes meanwhile. */
function changesTo(person: Person, body: UpdatePersonRequest): PersonChanges {
  const { email, display_name: displayName, role } = body;
  const { security_group: securityGroup, externally_managed: externallyManaged } = body;
  const sent = { email, displayName, role, securityGroup, externallyManaged };
  return Object.fromEntries(
    Object.entries(sent).filter(([field, value]) => value !== undefined && value !== Reflect.get(person, field)),
  );
}

/** @throws AdminRefusal where it was refused, or there is nobody */
function afterMove(
  call: AdminCall,
  result: Awaited<ReturnType<AdminCall['services']['storage']['suspendUser']>>,
): void {
  if (result.kind === 'refused' || result.kind === 'not_found') personAfter(call, result);
}
