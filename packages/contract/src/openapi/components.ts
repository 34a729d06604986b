import type { TSchema } from 'typebox';
import type { SchemaName } from '../schemas/named.ts';
import type { Json, JsonObject } from './json.ts';

/** A reference to a named schema of the same document. */
export function schemaRef(name: SchemaName): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

/** The `components.schemas` of these; where one holds another, the other becomes a reference. */
export function componentsFrom(named: Readonly<Record<string, TSchema>>): JsonObject {
  const entries = Object.entries(named).map(([name, schema]): [string, Json] => {
    const { $id: _, ...rest } = toJson(schema) as JsonObject;
    return [name, referToNamed(rest)];
  });
  return { schemas: Object.fromEntries(entries) };
}

/** The JSON Schema alone. */
export function toJson(schema: TSchema): Json {
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
