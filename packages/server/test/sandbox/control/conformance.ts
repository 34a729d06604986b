import assert from 'node:assert/strict';
import type { JsonObject } from '@rollcall/contract';
import { CONTROL_ERRORS } from '@rollcall/contract/sandbox';
import { sandboxOpenApiDocument } from '@rollcall/contract/sandbox/openapi';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Holds every answer of the controls against their OpenAPI document. */

export interface ControlAnswer {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface DeclaredResponse {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: JsonObject }>>;
}

const DOCUMENT = 'controls';
const document = sandboxOpenApiDocument('http://127.0.0.1:1');
const addFormatsTo = addFormats as unknown as (ajv: Ajv2020) => void; // the package's default export is CommonJS
// The document is linted elsewhere; compiling the meta-schema here would cost every test file a sixth of a second.
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormatsTo(ajv);
ajv.addSchema(document as object, DOCUMENT);

export interface DeclaredControl {
  readonly id: string;
  readonly method: string;
  readonly path: RegExp;
  readonly responses: Readonly<Record<string, DeclaredResponse>>;
}

/** Every control as the document tells of it. */
export const declared: readonly DeclaredControl[] = Object.entries(
  document.paths as Record<string, Record<string, JsonObject>>,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    id: String(operation.operationId),
    method: method.toUpperCase(),
    path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/:]+')}$`),
    responses: operation.responses as unknown as Record<string, DeclaredResponse>,
  })),
);

/** What was answered: `CreateSnapshot 201`, `CreateSnapshot already_exists`. */
export const observed = new Set<string>();

/** Fails unless the document declares this answer. What leads to no control must be refused, as a Status. */
export function assertConforms(answer: ControlAnswer): void {
  const operation = declared.find(({ method, path }) => method === answer.method && path.test(answer.path));
  if (answer.status >= 400) assertRefusal(answer, operation);
  if (!operation) return;
  observed.add(`${operation.id} ${answer.status}`);
  const response = operation.responses[answer.status];
  assert.ok(response, `${operation.id} does not declare ${answer.status}: ${answer.text.slice(0, 300)}`);
  if (!response.content) {
    assert.equal(answer.text, '', `${operation.id} ${answer.status} is declared without a body`);
    return;
  }
  assert.match(String(answer.headers['content-type']), /^application\/json(;|$)/);
  assertValid(String(response.content['application/json']?.schema.$ref), answer);
}

function assertRefusal(answer: ControlAnswer, operation: DeclaredControl | undefined): void {
  assertValid('#/components/schemas/Status', answer);
  const { code, message: reason, details } = JSON.parse(answer.text);
  const known = Object.entries(CONTROL_ERRORS).find(([name]) => name === reason)?.[1];
  assert.equal(known?.status, answer.status, answer.text);
  assert.equal(known?.code, code, answer.text);
  assert.doesNotMatch(answer.text, /\.ts:|node_modules|\bat \w+ \(/); // nothing of how it is made
  const sentence = details.find((each: object) => 'locale' in each)?.message;
  assert.match(sentence, /^[^\n]+\.$/, 'a refusal tells a person what to do');
  if (!operation) return;
  observed.add(`${operation.id} ${reason}`);
  assert.match(
    operation.responses[answer.status]?.description ?? '',
    new RegExp(`\`${reason}\``),
    `${operation.id} does not declare ${reason}`,
  );
}

const validators = new Map<string, ValidateFunction>();

function assertValid(ref: string, answer: ControlAnswer): void {
  let validate = validators.get(ref);
  if (!validate) {
    validate = ajv.compile({ $ref: `${DOCUMENT}${ref}` });
    validators.set(ref, validate);
  }
  const valid = validate(JSON.parse(answer.text));
  assert.ok(valid, `${ref}: ${ajv.errorsText(validate.errors)}\n${answer.text.slice(0, 500)}`);
}
