import { type Static, Type } from 'typebox';
import { CLIENT_ID_PATTERN } from '../../identifiers.ts';
import { DirectoryApplication } from '../../schemas/directory-file.ts';
import { SCOPES } from '../../scopes.ts';
import { closed } from './shapes.ts';

const scopes = Type.Array(Type.Enum([...SCOPES]), { minItems: 1, uniqueItems: true });

export const SandboxApplication = Type.Object(
  {
    client_id: Type.String({ pattern: CLIENT_ID_PATTERN }),
    name: Type.String(),
    scopes,
    create_time: Type.String({ format: 'date-time' }),
    client_secret: Type.Optional(Type.String({ description: 'Only where the application was just made.' })),
  },
  { ...closed, $id: 'SandboxApplication' },
);
export type SandboxApplication = Static<typeof SandboxApplication>;

export const CreateApplicationRequest = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100, default: 'Test' })),
    scopes: Type.Optional(
      Type.Array(Type.Enum([...SCOPES]), { minItems: 1, uniqueItems: true, description: 'All four unless given.' }),
    ),
    client_id: DirectoryApplication.properties.client_id,
    client_secret: DirectoryApplication.properties.client_secret,
  },
  { ...closed, $id: 'CreateApplicationRequest' },
);
export type CreateApplicationRequest = Static<typeof CreateApplicationRequest>;

export const UpdateApplicationRequest = Type.Object({ scopes }, { ...closed, $id: 'UpdateApplicationRequest' });
export type UpdateApplicationRequest = Static<typeof UpdateApplicationRequest>;

export const SandboxApplications = Type.Object(
  { applications: Type.Array(SandboxApplication) },
  { ...closed, $id: 'SandboxApplications' },
);
export type SandboxApplications = Static<typeof SandboxApplications>;
