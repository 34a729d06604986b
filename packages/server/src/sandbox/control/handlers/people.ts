import type {
  CreatePersonRequest,
  GeneratePeopleRequest,
  GeneratePeopleResponse,
  ListPeopleQuery,
  SandboxPeople,
  SandboxPerson,
  UpdatePersonRequest,
} from '@rollcall/contract/sandbox';
import { normaliseTimestamp } from '../../../directory/timestamp.ts';
import type { Person } from '../../../domain/directory.ts';
import { ImportConflict } from '../../../storage/import-session.ts';
import { generatePeople } from '../../people/generate-people.ts';
import { newPerson } from '../../people/new-person.ts';
import { operatorContext } from '../../people/operator-context.ts';
import { readPeoplePage } from '../../people/people-page.ts';
import type { ControlCall, ControlHandlers } from '../control-call.ts';
import { ControlRefusal } from '../control-refusal.ts';
import { orTaken } from '../taken.ts';

const PAGE_SIZE = 100;

export const peopleHandlers = {
  ListPeople: async (call) => {
    const { storage, accountId } = placeOf(call);
    const { kind, page_size: size = PAGE_SIZE, after } = call.query as ListPeopleQuery; // follows the schema
    const last = after === undefined ? undefined : await storage.findPerson(accountId, after);
    if (after !== undefined && last === undefined) throw afterNobody(after);
    const page = await readPeoplePage(storage, accountId, { kind, size, ...(last && { after: last }) });
    return {
      people: page.people.map(toWire),
      ...(page.next !== undefined && { next: page.next }),
      ...(await storage.countUsers(accountId)),
    } satisfies SandboxPeople;
  },
  CreatePerson: async (call) => {
    const { storage, accountId, context } = placeOf(call);
    const person = await personOf(call, call.body as CreatePersonRequest); // follows the schema
    const result = await orTaken(storage.createUser(accountId, person, context));
    if (result.kind === 'account_not_found') throw new ControlRefusal('not_found');
    return toWire(person);
  },
  GetPerson: async (call) => {
    const { storage, accountId } = placeOf(call);
    const person = await storage.findPerson(accountId, userOf(call));
    if (person === undefined) throw nobody(call);
    return toWire(person);
  },
  UpdatePerson: async (call) => {
    const { storage, accountId, context } = placeOf(call);
    const { display_name, externally_managed, ...rest } = call.body as UpdatePersonRequest; // follows the schema
    const changes = { ...rest, displayName: display_name, externallyManaged: externally_managed };
    const result = await orTaken(storage.updateUser(accountId, userOf(call), changes, context, 'waived'));
    if ('person' in result) return toWire(result.person);
    throw nobody(call);
  },
  DeletePerson: async (call) => {
    const { storage, accountId, context } = placeOf(call);
    const result = await storage.deleteUser(accountId, userOf(call), context, 'waived');
    if (result.kind !== 'deleted') throw nobody(call);
    return undefined;
  },
  GeneratePeople: async (call) => {
    const { storage, accountId, context } = placeOf(call);
    const { count, random_seed: randomSeed = 1 } = call.body as GeneratePeopleRequest; // follows the schema
    const generation = generatePeople({ storage, accountId, count, randomSeed, context });
    const { created, updated, unchanged } = await orImpossible(generation);
    return { created, updated: updated + unchanged } satisfies GeneratePeopleResponse;
  },
} as const satisfies ControlHandlers;

/** @throws ControlRefusal failed_precondition where the account as it is cannot take them */
async function orImpossible<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (cause) {
    if (!(cause instanceof ImportConflict)) throw cause;
    throw new ControlRefusal('failed_precondition', { sentence: cause.message, cause });
  }
}

/** The account of the path, at its own time. */
function placeOf({ homed, params }: ControlCall) {
  const { tenant } = homed();
  const { account: accountId = '' } = params;
  return { storage: tenant.storage, accountId, context: operatorContext(tenant.clock.now()) };
}

function userOf({ params }: ControlCall): string {
  return params.user ?? '';
}

/** @throws ControlRefusal for a time there is not */
async function personOf(call: ControlCall, given: CreatePersonRequest): Promise<Person> {
  if (given.create_time !== undefined && normaliseTimestamp(given.create_time) === undefined) {
    const description = 'must be a time there is, in the years 0001 to 9999';
    const violations = [{ field: 'create_time', description }];
    throw new ControlRefusal('invalid_control', { sentence: `create_time ${description}.`, violations });
  }
  const { storage, accountId, context } = placeOf(call);
  return newPerson({ storage, accountId, at: context.at }, given);
}

/** A person as they go over the wire. */
function toWire({ id, email, displayName, state, role, externallyManaged, createTime }: Person): SandboxPerson {
  return {
    id,
    email,
    display_name: displayName,
    state,
    role,
    externally_managed: externallyManaged,
    create_time: createTime,
  };
}

function nobody({ params }: ControlCall): ControlRefusal {
  return new ControlRefusal('not_found', {
    sentence: `The account ${params.account} has nobody with the id ${params.user}. List its people to see who is there.`,
  });
}

function afterNobody(after: string): ControlRefusal {
  const description = `names ${after}, who is not in the account any more; begin again without it`;
  return new ControlRefusal('invalid_control', {
    sentence: `after ${description}.`,
    violations: [{ field: 'after', description }],
  });
}
