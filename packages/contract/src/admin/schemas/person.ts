import { type Static, Type } from 'typebox';
import { DirectoryUser } from '../../schemas/directory-file.ts';
import { USER_STATES } from '../../user-state.ts';
import { Count, closed, Moment, PageToken, ResourceId } from './shapes.ts';

const { email, display_name } = DirectoryUser.properties;
const ROLES = ['owner', 'administrator', 'member'] as const;
const Role = Type.Enum([...ROLES]);

const person = {
  id: ResourceId,
  email: Type.String(),
  display_name: Type.String(),
  state: Type.Enum([...USER_STATES]),
  role: Role,
  security_group: Type.Boolean({
    description: 'Member of the Security group: may manage applications and suspend people.',
  }),
  externally_managed: Type.Boolean({
    description: 'Managed by another organisation: as an administrator, cannot be suspended or reactivated here.',
  }),
  create_time: Moment,
};

/** A person with what the Users API does not show. */
export const Person = Type.Object(person, { ...closed, $id: 'Person' });
export type Person = Static<typeof Person>;

/** Why something cannot be done to a person now. */
export const PersonRefusal = Type.Object(
  { reason: Type.String(), sentence: Type.String() },
  { ...closed, $id: 'PersonRefusal' },
);
export type PersonRefusal = Static<typeof PersonRefusal>;

/** A person with what can be done to them by whoever asks, so that a refusal is known before. */
export const PersonDetail = Type.Object(
  {
    ...person,
    refusals: Type.Object(
      {
        suspend: Type.Optional(PersonRefusal),
        reactivate: Type.Optional(PersonRefusal),
        edit: Type.Optional(PersonRefusal),
        change_role: Type.Optional(PersonRefusal),
        invite: Type.Optional(PersonRefusal),
        delete: Type.Optional(PersonRefusal),
      },
      { ...closed, description: 'What would be refused, and why. What is left out would be done.' },
    ),
    passkeys: Count,
    sessions: Count,
  },
  { ...closed, $id: 'PersonDetail' },
);
export type PersonDetail = Static<typeof PersonDetail>;

export const ListPeopleQuery = Type.Object(
  {
    query: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Part of a name or an address, without case, or an id.',
      }),
    ),
    state: Type.Optional(Type.Enum([...USER_STATES])),
    role: Type.Optional(Role),
    security_group: Type.Optional(Type.Boolean()),
    order_by: Type.Optional(
      Type.Enum(['create_time', 'create_time desc', 'display_name', 'display_name desc', 'email', 'email desc'], {
        default: 'create_time',
        description: 'A field, with desc for the other way round (AIP-132).',
      }),
    ),
    max_page_size: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    page_token: Type.Optional(PageToken),
  },
  { ...closed, $id: 'ListPeopleQuery' },
);
export type ListPeopleQuery = Static<typeof ListPeopleQuery>;

export const People = Type.Object(
  {
    people: Type.Array(Person),
    next_page_token: Type.Optional(Type.String({ description: 'Left out on the last page.' })),
    active: Type.Integer({ minimum: 0, description: 'Active people of the whole account.' }),
    suspended: Type.Integer({ minimum: 0, description: 'Suspended people of the whole account.' }),
  },
  { ...closed, $id: 'People' },
);
export type People = Static<typeof People>;

/** A role other than member, the Security group, and being managed elsewhere take the permission roles.write. */
export const CreatePersonRequest = Type.Object(
  {
    email,
    display_name,
    id: Type.Optional(ResourceId),
    role: Type.Optional(Role),
    security_group: Type.Optional(Type.Boolean()),
    externally_managed: Type.Optional(Type.Boolean()),
  },
  { ...closed, $id: 'CreatePersonRequest' },
);
export type CreatePersonRequest = Static<typeof CreatePersonRequest>;

/**
 * What is left out stays. Role, Security group and being managed elsewhere take roles.write and a fresh sign-in; the
 * address of somebody takes all that they may do, because single sign-on knows them by it.
 */
export const UpdatePersonRequest = Type.Object(
  {
    email: Type.Optional(email),
    display_name: Type.Optional(display_name),
    role: Type.Optional(Role),
    security_group: Type.Optional(Type.Boolean()),
    externally_managed: Type.Optional(Type.Boolean()),
  },
  { ...closed, minProperties: 1, $id: 'UpdatePersonRequest' },
);
export type UpdatePersonRequest = Static<typeof UpdatePersonRequest>;

/** A link by which somebody registers a passkey. */
export const Invite = Type.Object(
  {
    url: Type.String({ format: 'uri', description: 'Good once. Whoever opens it signs in as this person.' }),
    expire_time: Moment,
  },
  { ...closed, $id: 'Invite' },
);
export type Invite = Static<typeof Invite>;
