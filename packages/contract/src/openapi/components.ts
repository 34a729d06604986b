import type { TSchema } from 'typebox';
import type { Json, JsonObject } from './json.ts';

/** A reference to a named schema of the same document. */
export function schemaRef(schema: TSchema): JsonObject {
  return { $ref: `#/components/schemas/${schemaName(schema)}` };
}

/** The `components.schemas` of these named schemas; where one holds another, the other becomes a reference. */
export function componentsFrom(schemas: readonly TSchema[]): JsonObject {
  const entries = schemas.map((schema): [string, Json] => {
    const { $id, ...rest } = toJson(schema) as JsonObject;
    return [String($id), referToNamed(rest)];
  });
  return { schemas: Object.fromEntries(entries) };
}

/** The schema as plain JSON, without the library's own marks. */
export function inlineSchema(schema: TSchema): JsonObject {
  return referToNamed(toJson(schema)) as JsonObject;
}

function toJson(schema: TSchema): Json {
  // A JSON round trip leaves exactly the JSON Schema: the library's marks are not enumerable.
  return JSON.parse(JSON.stringify(schema)) as Json;
}

function referToNamed(value: Json): Json {
  if (Array.isArray(value)) return value.map(referToNamed);
  if (value === null || typeof value !== 'object') return value;
  const object = value as JsonObject;
  if (typeof object.$id === 'string') return { $ref: `#/components/schemas/${object.$id}` };
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, each]) => (each === undefined ? [] : [[key, referToNamed(each)]])),
  );
}

function schemaName(schema: TSchema): string {
  const { $id } = schema as { $id?: unknown };
  if (typeof $id !== 'string') throw new TypeError('only a schema with an $id can be referred to');
  return $id;
}
