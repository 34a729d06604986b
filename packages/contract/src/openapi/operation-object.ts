import { ERRORS, type ErrorReason, OAUTH_ERRORS, type OAuthErrorReason } from '../errors.ts';
import { ACCOUNT_ID_PATTERN, type ApiVersion, RESOURCE_ID_PATTERN } from '../identifiers.ts';
import {
  COMMON_OAUTH_REFUSALS,
  COMMON_USERS_REFUSALS,
  type MetadataOperation,
  type OAuthOperation,
  type Operation,
  type Parameters,
  TRANSPORT_REFUSALS,
  type UsersOperation,
} from '../operations/operation.ts';
import { schemaRef } from './components.ts';
import { oauthExample, problemExample, statusExample } from './examples.ts';
import { type HEADERS, headersFor } from './headers.ts';
import type { JsonObject } from './json.ts';

/** The OpenAPI operation object of an operation on people. */
export function usersOperation(operation: UsersOperation): JsonObject {
  const takesBody = operation.method === 'POST';
  return {
    operationId: operation.id,
    tags: ['Users'],
    summary: operation.summary,
    description: `${operation.description}\n\nScope: \`${operation.scope}\`.`,
    parameters: [...pathParameters(operation.path), ...queryParameters(operation)],
    ...(takesBody ? { requestBody: EMPTY_BODY } : {}),
    responses: {
      200: successResponse(operation, ['X-Request-Id', 'RateLimit-Policy', 'RateLimit', ...PREVIEW_HEADERS]),
      ...refusalResponses([...COMMON_USERS_REFUSALS, ...operation.refusals, ...TRANSPORT_REFUSALS]),
    },
  };
}

/** The OpenAPI operation object of an OAuth endpoint in one path family. */
export function oauthOperation(operation: OAuthOperation, version: ApiVersion): JsonObject {
  const refusals = [...COMMON_OAUTH_REFUSALS, ...operation.refusals];
  return {
    operationId: version === 'v1' ? operation.id : `${operation.id}Preview`,
    tags: ['Tokens'],
    summary: version === 'v1' ? operation.summary : `${operation.summary} (public preview)`,
    description: operation.description,
    requestBody: {
      required: true,
      content: { 'application/x-www-form-urlencoded': { schema: formSchema(operation.form) } },
    },
    responses: {
      200: successResponse(operation, ['X-Request-Id', 'Cache-Control', ...PREVIEW_HEADERS]),
      ...oauthResponses(refusals),
      ...refusalResponses(TRANSPORT_REFUSALS.filter((reason) => ERRORS[reason].status !== 400)),
    },
  };
}

/** The OpenAPI operation object of a public metadata document. */
export function metadataOperation(operation: MetadataOperation): JsonObject {
  return {
    operationId: operation.id,
    tags: ['Metadata'],
    summary: operation.summary,
    description: operation.description,
    security: [],
    responses: { 200: successResponse(operation, ['X-Request-Id']), ...refusalResponses(TRANSPORT_REFUSALS) },
  };
}

const PREVIEW_HEADERS = ['Deprecation', 'Sunset', 'Link'] as const;

const EMPTY_BODY: JsonObject = {
  required: false,
  description: 'None. An empty form and {} are accepted.',
  content: {
    'application/json': { schema: { type: 'object', additionalProperties: false } },
    'application/x-www-form-urlencoded': { schema: { type: 'object', additionalProperties: false } },
  },
};

function successResponse(operation: Operation, headers: readonly (keyof typeof HEADERS)[]): JsonObject {
  const { description, schema } = operation.success;
  const content = schema && { content: { 'application/json': { schema: schemaRef(schema) } } };
  return { description, headers: headersFor(headers), ...content };
}

function pathParameters(path: string): JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name: name ?? '',
    in: 'path',
    required: true,
    description: `Id of the ${name}.`,
    schema: { type: 'string', pattern: name === 'account' ? ACCOUNT_ID_PATTERN : RESOURCE_ID_PATTERN },
  }));
}

function queryParameters(operation: UsersOperation): JsonObject[] {
  return Object.entries(operation.query).map(([name, { description, required, schema }]) => {
    return { name, in: 'query', required, description, schema };
  });
}

function formSchema(form: Parameters): JsonObject {
  const properties = Object.entries(form).map(([name, { description, schema }]) => [name, { ...schema, description }]);
  const required = Object.entries(form).flatMap(([name, parameter]) => (parameter.required ? [name] : []));
  return { type: 'object', properties: Object.fromEntries(properties), required };
}

/** One response per status, with an example of each reason that leads to it. */
function refusalResponses(reasons: readonly ErrorReason[]): JsonObject {
  const byStatus = Map.groupBy(reasons, (reason) => ERRORS[reason].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((reason) => `\`${reason}\`: ${ERRORS[reason].sentence}`).join('\n\n'),
        headers: headersFor(refusalHeaders(status)),
        content: {
          'application/json': {
            schema: schemaRef('Status'),
            examples: Object.fromEntries(group.map((reason) => [reason, { value: statusExample(reason) }])),
          },
          'application/problem+json': {
            schema: schemaRef('Problem'),
            examples: Object.fromEntries(group.map((reason) => [reason, { value: problemExample(reason) }])),
          },
        },
      },
    ]),
  );
}

function oauthResponses(reasons: readonly OAuthErrorReason[]): JsonObject {
  const byStatus = Map.groupBy(reasons, (reason) => OAUTH_ERRORS[reason].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group
          .map((reason) => `\`${OAUTH_ERRORS[reason].error}\`: ${OAUTH_ERRORS[reason].sentence}`)
          .join('\n\n'),
        headers: headersFor(['Cache-Control', ...refusalHeaders(status)]),
        content: {
          'application/json': {
            schema: schemaRef('OAuthError'),
            examples: Object.fromEntries(group.map((reason) => [reason, { value: oauthExample(reason) }])),
          },
        },
      },
    ]),
  );
}

function refusalHeaders(status: number): (keyof typeof HEADERS)[] {
  const all: (keyof typeof HEADERS)[] = ['X-Request-Id', ...PREVIEW_HEADERS];
  if (status === 401 || status === 403) all.push('WWW-Authenticate');
  if (status === 429 || status === 503) all.push('Retry-After');
  return all;
}
