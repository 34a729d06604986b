import { type Static, Type } from 'typebox';
import { API_VERSIONS, RESOURCE_ID_PATTERN } from '../../identifiers.ts';
import { DirectoryFile } from '../../schemas/directory-file.ts';
import { PRESETS } from '../presets.ts';
import { SandboxClock, SetClockRequest } from './clock.ts';
import { closed, MOMENT, SNAPSHOT_NAME_PATTERN } from './shapes.ts';

const LIMIT = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });

export const SandboxLimits = Type.Object(
  {
    per_minute: Type.Optional({ ...LIMIT, description: 'Requests of an application in 60 seconds; 0 for no limit.' }),
    per_hour: Type.Optional({ ...LIMIT, description: 'Requests of an application in an hour; 0 for no limit.' }),
  },
  { ...closed, $id: 'SandboxLimits' },
);
export type SandboxLimits = Static<typeof SandboxLimits>;

/** What may be changed while the account is used. */
const settings = {
  limits: Type.Optional(SandboxLimits),
  strict: Type.Optional(Type.Boolean({ description: 'Refuse unknown and misspelt query parameters.' })),
  api_versions: Type.Optional(
    Type.Array(Type.Enum([...API_VERSIONS]), {
      minItems: 1,
      uniqueItems: true,
      description: 'The path families the account is served in.',
    }),
  ),
};

export const CreateAccountRequest = Type.Object(
  {
    name: Type.Optional(
      Type.String({ minLength: 1, maxLength: 256, description: 'To recognise it by: the name of the test.' }),
    ),
    region: Type.Optional(Type.String({ description: 'The region it is homed in; the first one unless given.' })),
    preset: Type.Optional(
      Type.Enum([...PRESETS], { description: 'Who is in it; demo unless given. Not together with seed or users.' }),
    ),
    seed: Type.Optional({
      ...DirectoryFile,
      $id: undefined,
      description: 'Who is in it: what a directory file holds.',
    }),
    users: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description:
          'Generate this many people instead: one in a thousand an owner, and the first. Not together with seed or preset.',
      }),
    ),
    random_seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 4_294_967_295,
        description: 'For users: the same seed gives the same people; 1 unless given.',
      }),
    ),
    clock: Type.Optional(SetClockRequest),
    ...settings,
  },
  { ...closed, $id: 'CreateAccountRequest' },
);
export type CreateAccountRequest = Static<typeof CreateAccountRequest>;

export const UpdateAccountRequest = Type.Object(settings, { ...closed, minProperties: 1, $id: 'UpdateAccountRequest' });
export type UpdateAccountRequest = Static<typeof UpdateAccountRequest>;

export const SandboxAccount = Type.Object(
  {
    account_id: Type.String({ pattern: RESOURCE_ID_PATTERN }),
    name: Type.String(),
    region: Type.String(),
    base_url: Type.String({ format: 'uri', description: 'Of the Users API of its region, without a trailing slash.' }),
    client_id: Type.String({ description: 'Of its first application.' }),
    client_secret: Type.String({ description: 'Known to everyone: nothing in a sandbox is worth a secret.' }),
    seeded: Type.Boolean({
      description: 'Whether the sandbox started with it. Accounts of one seed share clock, faults and journal.',
    }),
    limits: SandboxLimits,
    strict: Type.Boolean(),
    api_versions: Type.Array(Type.Enum([...API_VERSIONS])),
    clock: SandboxClock,
  },
  { ...closed, $id: 'SandboxAccount' },
);
export type SandboxAccount = Static<typeof SandboxAccount>;

export const SandboxAccounts = Type.Object(
  { accounts: Type.Array(SandboxAccount) },
  { ...closed, $id: 'SandboxAccounts' },
);
export type SandboxAccounts = Static<typeof SandboxAccounts>;

export const SandboxRegion = Type.Object(
  {
    name: Type.String(),
    base_url: Type.String({ format: 'uri' }),
    host_name: Type.Optional(
      Type.String({
        description:
          'The fixed name of the public region it stands for: a request for that host is answered as this region.',
      }),
    ),
  },
  { ...closed, $id: 'SandboxRegion' },
);
export type SandboxRegion = Static<typeof SandboxRegion>;

export const SandboxDescription = Type.Object(
  {
    version: Type.String({ description: 'Of Rollcall.' }),
    start_time: Type.String({ ...MOMENT, description: "By the machine's clock." }),
    control_url: Type.String({ format: 'uri' }),
    ca: Type.Optional(Type.String({ description: 'The certificate to trust, as PEM; absent over plain HTTP.' })),
    regions: Type.Array(SandboxRegion),
    account: SandboxAccount,
  },
  { ...closed, $id: 'SandboxDescription' },
);
export type SandboxDescription = Static<typeof SandboxDescription>;

export const SandboxSnapshot = Type.Object(
  {
    name: Type.String({ pattern: SNAPSHOT_NAME_PATTERN }),
    create_time: Type.String({ ...MOMENT, description: "By the account's clock." }),
    active: Type.Integer(),
    suspended: Type.Integer(),
  },
  { ...closed, $id: 'SandboxSnapshot' },
);
export type SandboxSnapshot = Static<typeof SandboxSnapshot>;

export const CreateSnapshotRequest = Type.Object(
  {
    name: Type.Optional(
      Type.String({
        pattern: SNAPSHOT_NAME_PATTERN,
        description: 'Lower-case letters, digits and inner hyphens; made up unless given.',
      }),
    ),
  },
  { ...closed, $id: 'CreateSnapshotRequest' },
);
export type CreateSnapshotRequest = Static<typeof CreateSnapshotRequest>;

export const SandboxSnapshots = Type.Object(
  { snapshots: Type.Array(SandboxSnapshot) },
  { ...closed, $id: 'SandboxSnapshots' },
);
export type SandboxSnapshots = Static<typeof SandboxSnapshots>;

export const SandboxCutOver = Type.Object(
  {
    deprecation_time: Type.Optional(
      Type.String({
        ...MOMENT,
        description: 'Since when the preview is deprecated (RFC 9745); the published date unless given.',
      }),
    ),
    sunset_time: Type.String({
      ...MOMENT,
      description:
        "When the preview goes away (RFC 8594), by the account's clock. From then on its paths lead nowhere.",
    }),
  },
  { ...closed, $id: 'SandboxCutOver' },
);
export type SandboxCutOver = Static<typeof SandboxCutOver>;
