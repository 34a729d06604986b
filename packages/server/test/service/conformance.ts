import assert from 'node:assert/strict';
import { API_VERSIONS, type JsonObject, OPENAPI_DOCUMENTS, OPERATIONS } from '@rollcall/contract';
import { openApiDocument, REFERENCE_TARGET } from '@rollcall/contract/openapi';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Holds every answer of the test run against the OpenAPI documents: no undeclared status, header need or field. */

export interface ObservedAnswer {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface DeclaredResponse {
  readonly content?: Readonly<Record<string, { readonly schema: JsonObject }>>;
}

interface DeclaredOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: RegExp;
  readonly document: string;
  readonly responses: Readonly<Record<string, DeclaredResponse>>;
}

const addFormatsTo = addFormats as unknown as (ajv: Ajv2020) => void; // the package's default export is CommonJS
const documents = new Map(OPENAPI_DOCUMENTS.map((name) => [name, closed(openApiDocument(name, REFERENCE_TARGET))]));
// The documents are linted elsewhere; compiling the meta-schema here would cost every test file a sixth of a second.
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormatsTo(ajv);
for (const [name, document] of documents) ajv.addSchema(document as object, name);

const declared: readonly DeclaredOperation[] = [...documents].flatMap(([name, document]) =>
  Object.entries((document as { paths: Record<string, Record<string, JsonObject>> }).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      operationId: String(operation.operationId).replace(/Preview$/, ''),
      method: method.toUpperCase(),
      path: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/:]+')}$`),
      document: name,
      responses: operation.responses as unknown as Record<string, DeclaredResponse>,
    })),
  ),
);

/** What was answered where, by operation: `ListUsers 200`. */
export const observed = new Set<string>();

/** Fails unless the documents declare this answer. Answers of undeclared paths must be Status or OAuthError. */
export function assertConforms(answer: ObservedAnswer): void {
  const path = answer.path.replace(/%3a/gi, ':');
  const operation = declared.find((each) => each.method === answer.method && each.path.test(path));
  if (!operation) {
    assertKnownRefusal(answer);
    return;
  }
  observed.add(`${operation.operationId} ${answer.status}`);
  const response = operation.responses[String(answer.status)];
  assert.ok(response, `${operation.operationId} does not declare ${answer.status}: ${answer.text.slice(0, 300)}`);
  const type = String(answer.headers['content-type'] ?? '').split(';')[0];
  if (!response.content) {
    assert.equal(answer.text, '', `${operation.operationId} ${answer.status} is declared without a body`);
    return;
  }
  const schema = response.content[type ?? '']?.schema;
  assert.ok(schema, `${operation.operationId} ${answer.status} does not declare the media type ${type}`);
  assertValid(`${operation.document}${String(schema.$ref)}`, answer);
}

function assertKnownRefusal(answer: ObservedAnswer): void {
  if (answer.status < 400 || answer.text === '') return;
  const type = String(answer.headers['content-type'] ?? '');
  const body: unknown = JSON.parse(answer.text);
  const isOAuth = typeof body === 'object' && body !== null && 'error' in body;
  const schema = isOAuth ? 'OAuthError' : type.startsWith('application/problem+json') ? 'Problem' : 'Status';
  assertValid(`${isOAuth ? 'oauth' : 'users-v1'}#/components/schemas/${schema}`, answer);
}

const validators = new Map<string, ValidateFunction>();

function assertValid(ref: string, answer: ObservedAnswer): void {
  let validate = validators.get(ref);
  if (!validate) {
    validate = ajv.compile({ $ref: ref });
    validators.set(ref, validate);
  }
  const valid = validate(JSON.parse(answer.text));
  assert.ok(valid, `${ref}: ${ajv.errorsText(validate.errors)}\n${answer.text.slice(0, 500)}`);
}

/** The document with every object schema closed, so that an undeclared field is an error. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, each]) => [key, closed(each)]);
  const object = Object.fromEntries(entries) as Record<string, unknown>;
  const isOpenObject = object.type === 'object' && 'properties' in object && !('additionalProperties' in object);
  return isOpenObject ? { ...object, additionalProperties: false } : object;
}

/** Every operation with the statuses it declares, transport refusals left out. */
export function declaredStatuses(): ReadonlyMap<string, readonly number[]> {
  const transport = new Set(['408', '431']);
  const all = new Map<string, number[]>();
  for (const { operationId, responses } of declared) {
    const statuses = Object.keys(responses).filter((status) => !transport.has(status));
    all.set(operationId, statuses.map(Number));
  }
  assert.deepEqual([...all.keys()].sort(), OPERATIONS.map(({ id }) => id).sort());
  assert.ok(API_VERSIONS.length > 0);
  return all;
}
