import type { TSchema } from 'typebox';
import { NAMED_SCHEMAS } from '../schemas/named.ts';
import { toJson } from './components.ts';
import type { JsonObject } from './json.ts';

/** An operation that is declared as data, whatever API it belongs to. */
export interface DeclaredOperation<Reason extends string> {
  readonly id: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Name of the schema that describes its parameters. */
  readonly query?: string;
  /** Name of the body's schema. */
  readonly body?: string;
  readonly success: {
    readonly status: number;
    readonly description: string;
    readonly schema?: string;
    /** Where the body is no JSON. */
    readonly mediaTypes?: readonly string[];
  };
  /** When there is nothing to answer: 204 besides the success. */
  readonly empty?: string;
  readonly refusals?: readonly Reason[];
}

/** What the operations of one document have in common. */
export interface DeclaredApi<Reason extends string> {
  readonly schemas: Readonly<Record<string, TSchema>>;
  readonly errors: Readonly<Record<Reason, { readonly status: number; readonly sentence: string }>>;
  /** What the parameters of a path are, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What any such operation may refuse, besides what is its own. */
  readonly usualRefusals: (operation: DeclaredOperation<Reason>) => readonly Reason[];
}

/** What is referred to by an operation's responses and body. A query is written out as parameters. */
export function declaredSchemas({ schemas }: Pick<DeclaredApi<string>, 'schemas'>): Readonly<Record<string, TSchema>> {
  const { Status, ErrorInfo, LocalizedMessage, BadRequest, RequestInfo } = NAMED_SCHEMAS;
  const own = Object.entries(schemas).filter(([name]) => !name.endsWith('Query'));
  return { ...Object.fromEntries(own), Status, ErrorInfo, LocalizedMessage, BadRequest, RequestInfo };
}

export function declaredOperation<Reason extends string>(
  api: DeclaredApi<Reason>,
  operation: DeclaredOperation<Reason>,
): JsonObject {
  const { id, tag, summary, description, body, success, empty } = operation;
  const content = contentOf(success);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: description ?? `${summary}.`,
    parameters: [...pathParameters(api, operation.path), ...queryParameters(api, operation.query)],
    ...(body && { requestBody: { required: !isAllOptional(schemaOf(api, body)), content: jsonOf(body) } }),
    responses: {
      [success.status]: { description: success.description, ...(content && { content }) },
      ...(empty !== undefined && { 204: { description: empty } }),
      ...refusals(api, operation),
    },
  };
}

function contentOf({ schema, mediaTypes }: DeclaredOperation<string>['success']): JsonObject | undefined {
  if (schema !== undefined) return jsonOf(schema);
  return mediaTypes && Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string' } }]));
}

function schemaOf({ schemas }: Pick<DeclaredApi<string>, 'schemas'>, name: string): TSchema {
  const schema = schemas[name];
  if (schema === undefined) throw new Error(`there is no schema ${name}`);
  return schema;
}

function jsonOf(name: string): JsonObject {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } };
}

function isAllOptional(schema: TSchema): boolean {
  const { required, minProperties, type } = toJson(schema) as JsonObject;
  return type === 'object' && required === undefined && minProperties === undefined;
}

function pathParameters({ parameters }: Pick<DeclaredApi<string>, 'parameters'>, path: string): JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: parameters[name] ?? name,
    schema: { type: 'string' },
  }));
}

function queryParameters(api: Pick<DeclaredApi<string>, 'schemas'>, name: string | undefined): JsonObject[] {
  if (name === undefined) return [];
  const { properties, required = [] } = toJson(schemaOf(api, name)) as JsonObject;
  return Object.entries(properties as JsonObject).map(([parameter, schema]) => ({
    name: parameter,
    in: 'query',
    required: Array.isArray(required) && required.includes(parameter),
    schema: schema ?? {},
  }));
}

/** Every reason an operation may be refused for, a response for each status. */
function refusals<Reason extends string>(api: DeclaredApi<Reason>, operation: DeclaredOperation<Reason>): JsonObject {
  const reasons = new Set([...api.usualRefusals(operation), ...(operation.refusals ?? [])]);
  const byStatus = Map.groupBy(reasons, (reason) => api.errors[reason].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((reason) => `\`${reason}\`: ${api.errors[reason].sentence}`).join('\n\n'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Status' } } },
      },
    ]),
  );
}
