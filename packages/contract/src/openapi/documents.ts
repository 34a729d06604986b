import type { TSchema } from 'typebox';
import { API_VERSIONS, type ApiVersion } from '../identifiers.ts';
import { OPERATIONS } from '../operations/index.ts';
import type { MetadataOperation, OAuthOperation, Operation, UsersOperation } from '../operations/operation.ts';
import { NAMED_SCHEMAS, type SchemaName } from '../schemas/named.ts';
import { componentsFrom } from './components.ts';
import { head, type PathEntry, pathsFrom } from './document.ts';
import type { OpenApiDocumentName } from './document-names.ts';
import type { JsonObject } from './json.ts';
import { metadataOperation, oauthOperation, usersOperation } from './operation-object.ts';

/** What the document is for: one deployment, or the published reference. */
export interface OpenApiTarget {
  /** Base URL of the deployment, without a trailing slash. */
  readonly serverUrl: string;
  /** Path families the deployment serves. */
  readonly apiVersions: readonly ApiVersion[];
}

/** The target of the documents kept under docs/. */
export const REFERENCE_TARGET: OpenApiTarget = { serverUrl: 'https://localhost:8443', apiVersions: API_VERSIONS };

/** The OpenAPI 3.1 document of that name, made from the operations. */
export function openApiDocument(name: OpenApiDocumentName, target: OpenApiTarget): JsonObject {
  if (name === 'oauth') return oauthDocument(target);
  return usersDocument(name === 'users-v1' ? 'v1' : 'v1beta1', target);
}

function usersDocument(version: ApiVersion, target: OpenApiTarget): JsonObject {
  const all: readonly Operation[] = OPERATIONS;
  const operations = all.filter((operation): operation is UsersOperation => operation.kind === 'users');
  const preview = version === 'v1beta1' ? ' (public preview)' : '';
  return {
    ...head(target.serverUrl, {
      title: `Users API ${version}${preview}`,
      version,
      summary: 'List, look up, suspend and reactivate the people of an account.',
      description: 'Errors are google.rpc.Status; prefer application/problem+json in Accept to get RFC 9457.',
    }),
    tags: [{ name: 'Users', description: 'People of an account.' }],
    security: [{ accessToken: [] }],
    paths: pathsFrom(operations.map((each) => [`/${version}${each.path}`, each.method, usersOperation(each)])),
    components: {
      ...componentsFrom(named(['User', 'ListUsersResponse', ...ERROR_SCHEMAS])),
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', description: 'An access token of the OAuth API.' },
      },
    },
  };
}

function oauthDocument(target: OpenApiTarget): JsonObject {
  const operations: readonly Operation[] = OPERATIONS;
  const oauth = operations.filter((operation): operation is OAuthOperation => operation.kind === 'oauth');
  const metadata = operations.filter((operation): operation is MetadataOperation => operation.kind === 'metadata');
  return {
    ...head(target.serverUrl, {
      title: 'OAuth API',
      version: '1.0.0',
      summary: 'Access tokens for the Users API.',
      description: 'Errors are those of RFC 6749 section 5.2.',
    }),
    tags: [
      { name: 'Tokens', description: 'Request, revoke and inspect access tokens.' },
      { name: 'Metadata', description: 'What generic clients discover.' },
    ],
    security: [{ clientCredentials: [] }],
    paths: pathsFrom([
      ...oauth.flatMap((each) => target.apiVersions.map((version) => oauthPath(each, version))),
      ...metadata.map((each): PathEntry => [each.path, each.method, metadataOperation(each)]),
    ]),
    components: {
      ...componentsFrom(named([...OAUTH_SCHEMAS, ...ERROR_SCHEMAS])),
      securitySchemes: {
        clientCredentials: {
          type: 'http',
          scheme: 'basic',
          description: 'client_id and client_secret of an application.',
        },
      },
    },
  };
}

const ERROR_SCHEMAS = ['Status', 'ErrorInfo', 'LocalizedMessage', 'BadRequest', 'RequestInfo', 'Problem'] as const;
const OAUTH_SCHEMAS = [
  'TokenResponse',
  'IntrospectionResponse',
  'OAuthError',
  'AuthorizationServerMetadata',
  'ProtectedResourceMetadata',
] as const;

function oauthPath(operation: OAuthOperation, version: ApiVersion): PathEntry {
  return [operation.paths[version], operation.method, oauthOperation(operation, version)];
}

function named(names: readonly SchemaName[]): Readonly<Record<string, TSchema>> {
  return Object.fromEntries(names.map((name) => [name, NAMED_SCHEMAS[name]]));
}
