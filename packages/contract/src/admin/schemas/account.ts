import { type Static, Type } from 'typebox';
import { DirectoryAccountHead, HTTPS_PATTERN, VISIBLE_ASCII_PATTERN } from '../../schemas/directory-file.ts';
import { Count, closed, Moment, OwnRequests, Requests, ResourceId } from './shapes.ts';

const { name } = DirectoryAccountHead.properties;
const PROVISIONING_MODES = ['manual', 'automated'] as const;

/** An account with how many people and applications it has. */
export const Account = Type.Object(
  {
    id: ResourceId,
    name: Type.String(),
    provisioning: Type.Enum([...PROVISIONING_MODES], {
      description: 'With automated, people are managed elsewhere: they cannot be suspended or reactivated here.',
    }),
    requests_per_minute: Type.Optional(Requests),
    requests_per_hour: Type.Optional(Requests),
    create_time: Moment,
    active_people: Count,
    suspended_people: Count,
    applications: Count,
    sso: Type.Boolean({ description: 'Whether single sign-on is set up.' }),
  },
  { ...closed, $id: 'Account' },
);
export type Account = Static<typeof Account>;

export const Accounts = Type.Object({ accounts: Type.Array(Account) }, { ...closed, $id: 'Accounts' });
export type Accounts = Static<typeof Accounts>;

export const CreateAccountRequest = Type.Object(
  {
    name,
    id: Type.Optional(ResourceId),
    provisioning: Type.Optional(Type.Enum([...PROVISIONING_MODES])),
  },
  { ...closed, $id: 'CreateAccountRequest' },
);
export type CreateAccountRequest = Static<typeof CreateAccountRequest>;

/** What is left out stays. Limits take the permission limits.write. */
export const UpdateAccountRequest = Type.Object(
  {
    name: Type.Optional(name),
    provisioning: Type.Optional(Type.Enum([...PROVISIONING_MODES])),
    requests_per_minute: Type.Optional(OwnRequests),
    requests_per_hour: Type.Optional(OwnRequests),
  },
  { ...closed, minProperties: 1, $id: 'UpdateAccountRequest' },
);
export type UpdateAccountRequest = Static<typeof UpdateAccountRequest>;

const sso = {
  issuer: Type.String({
    pattern: HTTPS_PATTERN,
    maxLength: 2000,
    description: 'Issuer of the identity provider: an https URL.',
  }),
  client_id: Type.String({ minLength: 1, maxLength: 500, pattern: VISIBLE_ASCII_PATTERN }),
};

/** How people of an account sign in through its identity provider (OpenID Connect). */
export const SingleSignOn = Type.Object(
  {
    ...sso,
    has_client_secret: Type.Boolean(),
    redirect_uri: Type.String({ format: 'uri', description: 'To register with the identity provider.' }),
  },
  { ...closed, $id: 'SingleSignOn' },
);
export type SingleSignOn = Static<typeof SingleSignOn>;

export const SetSingleSignOnRequest = Type.Object(
  {
    ...sso,
    client_secret: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1000, description: 'Left out: a public client, by PKCE alone.' }),
    ),
  },
  { ...closed, $id: 'SetSingleSignOnRequest' },
);
export type SetSingleSignOnRequest = Static<typeof SetSingleSignOnRequest>;
