import { type Static, Type } from 'typebox';
import { RESOURCE_ID_PATTERN } from '../../identifiers.ts';
import { DirectoryUser } from '../../schemas/directory-file.ts';
import { USER_STATES } from '../../user-state.ts';
import { closed } from './shapes.ts';

const { email, display_name } = DirectoryUser.properties;
const ROLES = ['owner', 'administrator', 'member'] as const;

/** A person as the account's own administration sees them: with what the Users API does not show. */
export const SandboxPerson = Type.Object(
  {
    id: Type.String({ pattern: RESOURCE_ID_PATTERN }),
    email: Type.String(),
    display_name: Type.String(),
    state: Type.Enum([...USER_STATES]),
    role: Type.Enum([...ROLES]),
    externally_managed: Type.Boolean(),
    create_time: Type.String({ format: 'date-time' }),
  },
  { ...closed, $id: 'SandboxPerson' },
);
export type SandboxPerson = Static<typeof SandboxPerson>;

/** A new person: the fields of a directory file. `create_time` is the account's clock unless given. */
export const CreatePersonRequest = Type.Object(
  { ...DirectoryUser.properties },
  { ...closed, $id: 'CreatePersonRequest' },
);
export type CreatePersonRequest = Static<typeof CreatePersonRequest>;

/** What is left out stays. The rules of the API do not hold here: the sandbox may make any account there could be. */
export const UpdatePersonRequest = Type.Object(
  {
    email: Type.Optional(email),
    display_name: Type.Optional(display_name),
    state: Type.Optional(Type.Enum([...USER_STATES])),
    role: Type.Optional(Type.Enum([...ROLES])),
    externally_managed: Type.Optional(Type.Boolean()),
  },
  { ...closed, minProperties: 1, $id: 'UpdatePersonRequest' },
);
export type UpdatePersonRequest = Static<typeof UpdatePersonRequest>;

export const ListPeopleQuery = Type.Object(
  {
    kind: Type.Optional(
      Type.Enum(['member', 'suspended', 'owner', 'administrator', 'externally_managed'], {
        description:
          'Only people one may do the same with: member is active and unprotected; externally_managed is an administrator who cannot be changed.',
      }),
    ),
    page_size: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    after: Type.Optional(
      Type.String({ pattern: RESOURCE_ID_PATTERN, description: 'Only people after this one, in list order.' }),
    ),
  },
  { ...closed, $id: 'ListPeopleQuery' },
);
export type ListPeopleQuery = Static<typeof ListPeopleQuery>;

export const SandboxPeople = Type.Object(
  {
    people: Type.Array(SandboxPerson, { description: 'In list order: create_time, then id.' }),
    next: Type.Optional(Type.String({ description: 'Send as after for the next page; absent on the last.' })),
    active: Type.Integer({ description: 'Active people of the whole account.' }),
    suspended: Type.Integer({ description: 'Suspended people of the whole account.' }),
  },
  { ...closed, $id: 'SandboxPeople' },
);
export type SandboxPeople = Static<typeof SandboxPeople>;

export const GeneratePeopleRequest = Type.Object(
  {
    count: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How many people to add.' }),
    random_seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 4_294_967_295,
        default: 1,
        description: 'The same seed and count give the same people.',
      }),
    ),
  },
  { ...closed, $id: 'GeneratePeopleRequest' },
);
export type GeneratePeopleRequest = Static<typeof GeneratePeopleRequest>;

export const GeneratePeopleResponse = Type.Object(
  {
    created: Type.Integer(),
    updated: Type.Integer({ description: 'People of the same address that were there already.' }),
  },
  { ...closed, $id: 'GeneratePeopleResponse' },
);
export type GeneratePeopleResponse = Static<typeof GeneratePeopleResponse>;
