import type { TSchema } from 'typebox';
import { componentsFrom, toJson } from '../openapi/components.ts';
import { head, type PathEntry, pathsFrom } from '../openapi/document.ts';
import type { JsonObject } from '../openapi/json.ts';
import { NAMED_SCHEMAS } from '../schemas/named.ts';
import { CONTROL_ERRORS, CONTROL_TAGS, type ControlErrorReason, type ControlOperation } from './control-operation.ts';
import { CONTROL_OPERATIONS } from './control-operations.ts';
import { CONTROL_SCHEMAS, type ControlSchemaName } from './named.ts';

/** What every path of the controls begins with. */
export const CONTROL_BASE_PATH = '/sandbox/v1';

const { Status, ErrorInfo, LocalizedMessage, BadRequest, RequestInfo } = NAMED_SCHEMAS;
/** A query is written out as parameters: its schema is not referred to. */
const ALL_SCHEMAS: Readonly<Record<string, TSchema>> = {
  ...Object.fromEntries(Object.entries(CONTROL_SCHEMAS).filter(([name]) => !name.endsWith('Query'))),
  Status,
  ErrorInfo,
  LocalizedMessage,
  BadRequest,
  RequestInfo,
};

/** The OpenAPI 3.1 document of the controls. @param serverUrl of the control listener, without a trailing slash */
export function sandboxOpenApiDocument(serverUrl: string): JsonObject {
  const operations: readonly ControlOperation[] = CONTROL_OPERATIONS;
  return {
    ...head(serverUrl, {
      title: 'Sandbox controls v1',
      version: 'v1',
      summary: 'Clock, faults, people, journal and grade of a sandbox.',
      description: 'On a listener of their own, in a sandbox only. Errors are google.rpc.Status.',
    }),
    tags: Object.entries(CONTROL_TAGS).map(([name, description]) => ({ name, description })),
    // Everything in a sandbox is known to everyone.
    security: [],
    paths: pathsFrom(
      operations.map((each): PathEntry => [`${CONTROL_BASE_PATH}${each.path}`, each.method, operationObject(each)]),
    ),
    components: componentsFrom(ALL_SCHEMAS),
  };
}

function operationObject(operation: ControlOperation): JsonObject {
  const { id, tag, summary, description, body, success } = operation;
  const mayBeEmpty = body !== undefined && isAllOptional(CONTROL_SCHEMAS[body]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: description ?? `${summary}.`,
    parameters: [...pathParameters(operation.path), ...queryParameters(operation.query)],
    ...(body && { requestBody: { required: !mayBeEmpty, content: jsonOf(body) } }),
    responses: {
      [success.status]: {
        description: success.description,
        ...(success.schema && { content: jsonOf(success.schema) }),
      },
      ...refusals(operation),
    },
  };
}

function jsonOf(name: ControlSchemaName): JsonObject {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } };
}

function isAllOptional(schema: TSchema): boolean {
  const { required, minProperties, type } = toJson(schema) as JsonObject;
  return type === 'object' && required === undefined && minProperties === undefined;
}

const PARAMETERS: Readonly<Record<string, string>> = {
  account: 'Id of the account.',
  user: 'Id of the person.',
  client: 'Client id of the application.',
  fault: 'Id of the fault.',
  snapshot: 'Name of the snapshot.',
};

function pathParameters(path: string): JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: PARAMETERS[name] ?? name,
    schema: { type: 'string' },
  }));
}

function queryParameters(name: ControlSchemaName | undefined): JsonObject[] {
  if (name === undefined) return [];
  const { properties, required = [] } = toJson(CONTROL_SCHEMAS[name]) as JsonObject;
  return Object.entries(properties as JsonObject).map(([parameter, schema]) => ({
    name: parameter,
    in: 'query',
    required: Array.isArray(required) && required.includes(parameter),
    schema: schema ?? {},
  }));
}

/** Every reason an operation may be refused for, a response for each status. */
function refusals({ path, body, query, refusals: own = [] }: ControlOperation): JsonObject {
  const reasons: ControlErrorReason[] = ['origin_refused', 'internal', ...own];
  // A path whose names cannot be decoded is one that cannot be used like this.
  if (body !== undefined || query !== undefined || path.includes('{')) reasons.push('invalid_control');
  if (path.includes('{')) reasons.push('not_found');
  const byStatus = Map.groupBy(reasons, (reason) => CONTROL_ERRORS[reason].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((reason) => `\`${reason}\`: ${CONTROL_ERRORS[reason].sentence}`).join('\n\n'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Status' } } },
      },
    ]),
  );
}
