import { type Static, Type } from 'typebox';
import { RESOURCE_ID_PATTERN } from '../identifiers.ts';
import { SCOPES } from '../scopes.ts';
import { USER_STATES } from '../user-state.ts';

/** The directory file: what import, export and `--seed` share. Its words are part of the published reference. */

const closed = { additionalProperties: false } as const;

/** No control characters and no unpaired surrogates; ECMA-262 with the `u` flag. */
export const TEXT_PATTERN = '^[^\\p{Cc}\\p{Cs}]*$';

/** What fields must look like, by the name of the thing. */
export const EMAIL_PATTERN = '^[^\\s@\\p{Cc}\\p{Cs}]+@[^\\s@\\p{Cc}\\p{Cs}]+$';
export const UUID_PATTERN = '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$';
export const VISIBLE_ASCII_PATTERN = '^[!-~]*$';
export const HTTPS_PATTERN = '^https://';

/** Fields an owner of the file may leave out get a value at import; what is stored already keeps the one it has. */
export const DirectoryUser = Type.Object(
  {
    id: Type.Optional(
      Type.String({
        pattern: RESOURCE_ID_PATTERN,
        description:
          'Unique within the account. Left out: the person with this email keeps the id they have, a new person gets a new one.',
      }),
    ),
    email: Type.String({
      maxLength: 254,
      pattern: EMAIL_PATTERN,
      description: 'Address the person signs in with. Unique within the account, compared without case.',
    }),
    display_name: Type.String({
      minLength: 1,
      maxLength: 256,
      pattern: TEXT_PATTERN,
      description: 'Name to show: 1 to 256 Unicode characters (code points), kept exactly as written.',
    }),
    state: Type.Optional(
      Type.Enum([...USER_STATES], { description: 'Left out: ACTIVE for a new person, unchanged for a known one.' }),
    ),
    create_time: Type.Optional(
      Type.String({
        format: 'date-time',
        description:
          'When the person joined: RFC 3339 with any offset; stored in UTC, fractions of a second cut off. May lie in the future. Left out: the time of the import.',
      }),
    ),
    role: Type.Optional(
      Type.Enum(['owner', 'administrator', 'member'], {
        description:
          'Left out: member for a new person, unchanged for a known one. An account with people needs an active owner.',
      }),
    ),
    externally_managed: Type.Optional(
      Type.Boolean({
        description:
          'Managed by another organisation; as an administrator such a person cannot be suspended or reactivated. Left out: false for a new person, unchanged for a known one.',
      }),
    ),
    security_group: Type.Optional(
      Type.Boolean({
        description:
          'Member of the Security group, which manages applications as administrators do. Left out: false for a new person, unchanged for a known one.',
      }),
    ),
  },
  { ...closed, title: 'User' },
);
export type DirectoryUser = Static<typeof DirectoryUser>;

export const DirectoryApplication = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: TEXT_PATTERN }),
    description: Type.Optional(
      Type.String({
        maxLength: 500,
        pattern: '^(?:[^\\p{Cc}\\p{Cs}]|[\\t\\n])*$',
        description:
          'Line breaks and tabs are allowed. Left out: empty for a new application, unchanged for a known one.',
      }),
    ),
    client_id: Type.Optional(
      Type.String({
        pattern: UUID_PATTERN,
        description:
          'UUID, stored in lower case. Left out: the application of this name keeps its own, a new one gets a new one.',
      }),
    ),
    client_secret: Type.Optional(
      Type.String({
        minLength: 8,
        maxLength: 256,
        pattern: VISIBLE_ASCII_PATTERN,
        description:
          'Visible ASCII characters. Stored as a hash only and never exported. Below 32 characters it is fit for tests only. Left out: a new application gets one, shown once at import.',
      }),
    ),
    redirect_url: Type.String({
      maxLength: 2048,
      pattern: HTTPS_PATTERN,
      format: 'uri',
      description: 'Demanded by the Users API, and unused.',
    }),
    scopes: Type.Array(Type.Enum([...SCOPES]), { minItems: 1, uniqueItems: true }),
  },
  { ...closed, title: 'Application' },
);
export type DirectoryApplication = Static<typeof DirectoryApplication>;

const accountFields = {
  id: Type.Optional(
    Type.String({
      pattern: RESOURCE_ID_PATTERN,
      description: 'Left out: the account of this name keeps the id it has, a new account gets a new one.',
    }),
  ),
  name: Type.String({ minLength: 1, maxLength: 256, pattern: TEXT_PATTERN }),
  provisioning: Type.Optional(
    Type.Enum(['manual', 'automated'], {
      description:
        'With automated, people are managed elsewhere: suspend and reactivate are refused. Left out: manual for a new account, unchanged for a known one.',
    }),
  ),
};

/** An account without the people and applications in it. */
export const DirectoryAccountHead = Type.Object(accountFields, { ...closed, title: 'Account' });
export type DirectoryAccountHead = Static<typeof DirectoryAccountHead>;

export const DirectoryAccount = Type.Object(
  {
    ...accountFields,
    users: Type.Optional(Type.Array(DirectoryUser)),
    applications: Type.Optional(Type.Array(DirectoryApplication)),
  },
  { ...closed, title: 'Account' },
);
export type DirectoryAccount = Static<typeof DirectoryAccount>;

/** The whole file, in JSON. */
export const DirectoryFile = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'Ignored; lets an editor find this schema.' })),
    accounts: Type.Array(DirectoryAccount),
  },
  {
    ...closed,
    $id: 'https://rollcall.example/schemas/directory-file.schema.json',
    title: 'Rollcall directory file',
    description: 'Accounts with their people and applications, for import, export and --seed.',
  },
);
export type DirectoryFile = Static<typeof DirectoryFile>;

const lineFields = {
  account_id: Type.Optional(
    Type.String({
      pattern: RESOURCE_ID_PATTERN,
      description: 'The account the line belongs to. Left out: the account the import was started for.',
    }),
  ),
};

/** The lines of the NDJSON form. A line without `type` is a user. */
export const DirectoryAccountLine = Type.Object({ type: Type.Literal('account'), ...accountFields }, closed);
export const DirectoryUserLine = Type.Object(
  { type: Type.Optional(Type.Literal('user')), ...lineFields, ...DirectoryUser.properties },
  closed,
);
export const DirectoryApplicationLine = Type.Object(
  { type: Type.Literal('application'), ...lineFields, ...DirectoryApplication.properties },
  closed,
);

/** The columns of the CSV form, in the order an export writes them. `account_id` stands first where it is written. */
export const DIRECTORY_CSV_COLUMNS = [
  'email',
  'display_name',
  'role',
  'state',
  'id',
  'create_time',
  'externally_managed',
  'security_group',
] as const satisfies readonly (keyof DirectoryUser)[];

/** The published JSON Schema (2020-12): the file, and under `$defs` the lines of the NDJSON form. */
export function directoryFileJsonSchema(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...DirectoryFile,
    $defs: {
      AccountLine: DirectoryAccountLine,
      UserLine: DirectoryUserLine,
      ApplicationLine: DirectoryApplicationLine,
    },
  };
}
