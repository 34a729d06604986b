import { API_VERSIONS, type ApiVersion } from '../identifiers.ts';
import { OPERATIONS } from '../operations/index.ts';
import type { MetadataOperation, OAuthOperation, Operation, UsersOperation } from '../operations/operation.ts';
import { componentsFrom } from './components.ts';
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
    ...head(target, {
      title: `Users API ${version}${preview}`,
      version,
      summary: 'List, look up, suspend and reactivate the people of an account.',
      description: 'Errors are google.rpc.Status; prefer application/problem+json in Accept to get RFC 9457.',
    }),
    tags: [{ name: 'Users', description: 'People of an account.' }],
    security: [{ accessToken: [] }],
    paths: pathsFrom(operations.map((each) => [`/${version}${each.path}`, each.method, usersOperation(each)])),
    components: {
      ...componentsFrom(['User', 'ListUsersResponse', ...ERROR_SCHEMAS]),
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
    ...head(target, {
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
      ...componentsFrom([...OAUTH_SCHEMAS, ...ERROR_SCHEMAS]),
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

/** What every document begins with. */
function head(
  target: OpenApiTarget,
  info: { readonly title: string; readonly version: string; readonly summary: string; readonly description: string },
): JsonObject {
  const about = 'Rollcall: an open, self-hosted implementation of the Users API for Partners.';
  return {
    openapi: '3.1.1',
    info: {
      ...info,
      description: `${about} ${info.description}`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: target.serverUrl }],
  };
}

function oauthPath(operation: OAuthOperation, version: ApiVersion): PathEntry {
  return [operation.paths[version], operation.method, oauthOperation(operation, version)];
}

type PathEntry = readonly [path: string, method: string, operation: JsonObject];

function pathsFrom(entries: readonly PathEntry[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const [path, method, operation] of entries) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  }
  return paths;
}
