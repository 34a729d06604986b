import { type Static, Type } from 'typebox';
import { CLIENT_ID_PATTERN } from '../../identifiers.ts';
import { DirectoryApplication, UUID_PATTERN } from '../../schemas/directory-file.ts';
import { SCOPES } from '../../scopes.ts';
import { Count, closed, Label, Moment, OwnRequests, Requests, ResourceId, Uuid } from './shapes.ts';

const { name, description, redirect_url } = DirectoryApplication.properties;
const scopes = Type.Array(Type.Enum([...SCOPES]), { minItems: 1, uniqueItems: true });
const ClientSecret = Type.String({ description: 'The secret in plain text: shown this once.' });

/** A secret of an application, without the secret. */
export const ApplicationSecret = Type.Object(
  {
    id: Uuid,
    label: Type.String(),
    create_time: Moment,
    expire_time: Type.Optional(Type.String({ format: 'date-time', description: 'From then on it is refused.' })),
    last_use_time: Type.Optional(Moment),
  },
  { ...closed, $id: 'ApplicationSecret' },
);
export type ApplicationSecret = Static<typeof ApplicationSecret>;

export const Application = Type.Object(
  {
    client_id: Type.String({ pattern: CLIENT_ID_PATTERN }),
    account_id: ResourceId,
    name: Type.String(),
    description: Type.String(),
    redirect_url: Type.String(),
    scopes,
    requests_per_minute: Type.Optional(Requests),
    requests_per_hour: Type.Optional(Requests),
    create_time: Moment,
    secrets: Type.Array(ApplicationSecret, { description: 'Oldest first.' }),
  },
  { ...closed, $id: 'Application' },
);
export type Application = Static<typeof Application>;

export const Applications = Type.Object({ applications: Type.Array(Application) }, { ...closed, $id: 'Applications' });
export type Applications = Static<typeof Applications>;

export const FindApplicationsQuery = Type.Object(
  {
    client_id: Type.Optional(
      Type.String({ pattern: UUID_PATTERN, description: 'The one of this client id, or none. Left out: all of them.' }),
    ),
  },
  { ...closed, $id: 'FindApplicationsQuery' },
);
export type FindApplicationsQuery = Static<typeof FindApplicationsQuery>;

export const CreateApplicationRequest = Type.Object(
  {
    name,
    description,
    redirect_url,
    scopes,
    requests_per_minute: Type.Optional(Requests),
    requests_per_hour: Type.Optional(Requests),
  },
  { ...closed, $id: 'CreateApplicationRequest' },
);
export type CreateApplicationRequest = Static<typeof CreateApplicationRequest>;

export const CreatedApplication = Type.Object(
  { application: Application, client_secret: ClientSecret },
  { ...closed, $id: 'CreatedApplication' },
);
export type CreatedApplication = Static<typeof CreatedApplication>;

/** What is left out stays. Limits take the permission limits.write. */
export const UpdateApplicationRequest = Type.Object(
  {
    name: Type.Optional(name),
    description: Type.Optional(description),
    redirect_url: Type.Optional(redirect_url),
    scopes: Type.Optional(scopes),
    requests_per_minute: Type.Optional(OwnRequests),
    requests_per_hour: Type.Optional(OwnRequests),
  },
  { ...closed, minProperties: 1, $id: 'UpdateApplicationRequest' },
);
export type UpdateApplicationRequest = Static<typeof UpdateApplicationRequest>;

export const AddSecretRequest = Type.Object(
  {
    label: Label,
    expire_time: Type.Optional(
      Type.String({ format: 'date-time', description: 'In the future. Left out: good until it is revoked.' }),
    ),
  },
  { ...closed, $id: 'AddSecretRequest' },
);
export type AddSecretRequest = Static<typeof AddSecretRequest>;

export const RotateSecretRequest = Type.Object(
  {
    label: Type.Optional(Label),
    keep_old_seconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 31 * 86_400,
        default: 0,
        description: 'How long the secrets there are live on beside the new one. 0 ends them at once.',
      }),
    ),
  },
  { ...closed, $id: 'RotateSecretRequest' },
);
export type RotateSecretRequest = Static<typeof RotateSecretRequest>;

export const CreatedSecret = Type.Object(
  { application: Application, secret: ApplicationSecret, client_secret: ClientSecret },
  { ...closed, $id: 'CreatedSecret' },
);
export type CreatedSecret = Static<typeof CreatedSecret>;

export const RevokedTokens = Type.Object({ tokens: Count }, { ...closed, $id: 'RevokedTokens' });
export type RevokedTokens = Static<typeof RevokedTokens>;

/** Calls in an hour; hours without calls are left out. */
export const HourOfUse = Type.Object(
  {
    hour: Type.String({ format: 'date-time', description: 'Its beginning.' }),
    calls: Type.Integer({ minimum: 0, description: 'All of them, refused ones included.' }),
    refused: Type.Integer({ minimum: 0, description: 'With 4xx, but for 429.' }),
    limited: Type.Integer({ minimum: 0, description: 'With 429.' }),
    failed: Type.Integer({ minimum: 0, description: 'With 5xx.' }),
  },
  { ...closed, $id: 'HourOfUse' },
);
export type HourOfUse = Static<typeof HourOfUse>;

/** How an application is used. Counts are written every few seconds. */
export const ApplicationUsage = Type.Object(
  {
    hours: Type.Array(HourOfUse, { description: 'Of the time asked for, oldest first.' }),
    callers: Type.Array(
      Type.Object(
        { user_agent: Type.String(), api_version: Type.String(), calls: Count, first_time: Moment, last_time: Moment },
        closed,
      ),
      { description: 'Who called, with which version of the API; the latest first.' },
    ),
    secret_uses: Type.Array(
      Type.Object(
        {
          secret_id: Uuid,
          user_agent: Type.String(),
          address: Type.String(),
          uses: Count,
          first_time: Moment,
          last_time: Moment,
        },
        closed,
      ),
      { description: 'Who got tokens by which secret; the latest first.' },
    ),
    limits: Type.Array(
      Type.Object(
        { name: Type.Enum(['minute', 'hour']), limit: Count, remaining: Count, reset_seconds: Count },
        closed,
      ),
      { description: 'What is left now of the limits that are switched on.' },
    ),
  },
  { ...closed, $id: 'ApplicationUsage' },
);
export type ApplicationUsage = Static<typeof ApplicationUsage>;

export const ApplicationUsageQuery = Type.Object(
  {
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 744, default: 24, description: 'How many hours back.' })),
  },
  { ...closed, $id: 'ApplicationUsageQuery' },
);
export type ApplicationUsageQuery = Static<typeof ApplicationUsageQuery>;
