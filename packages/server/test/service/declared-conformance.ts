import assert from 'node:assert/strict';
import type { JsonObject } from '@rollcall/contract';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** An answer as it came. */
export interface ObservedAnswer {
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

export interface Declared {
  readonly id: string;
  readonly method: string;
  readonly path: RegExp;
  readonly responses: Readonly<Record<string, DeclaredResponse>>;
}

type KnownErrors = Readonly<Record<string, { readonly code: number; readonly status: number }>>;

const addFormatsTo = addFormats as unknown as (ajv: Ajv2020) => void; // the package's default export is CommonJS
const DOCUMENT = 'document';

/** Holds answers against an OpenAPI document of operations that are declared as data. */
export class DeclaredConformance {
  /** Every operation as the document tells of it. */
  readonly declared: readonly Declared[];
  /** What was answered: `CreateSnapshot 201`, `CreateSnapshot already_exists`. */
  readonly observed = new Set<string>();
  readonly #errors: KnownErrors;
  // The document is linted elsewhere; compiling the meta-schema here would cost every test file a sixth of a second.
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: JsonObject, errors: KnownErrors) {
    this.#errors = errors;
    addFormatsTo(this.#ajv);
    this.#ajv.addSchema(document as object, DOCUMENT);
    this.declared = Object.entries(document.paths as Record<string, Record<string, JsonObject>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({
          id: String(operation.operationId),
          method: method.toUpperCase(),
          path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/:]+')}$`),
          responses: operation.responses as unknown as Record<string, DeclaredResponse>,
        })),
    );
  }

  /** Fails unless the document declares this answer. What leads to no operation must be refused, as a Status. */
  assertConforms(answer: ObservedAnswer): void {
    const operation = this.declared.find(({ method, path }) => method === answer.method && path.test(answer.path));
    if (answer.status >= 400) this.#assertRefusal(answer, operation);
    if (!operation) return;
    this.observed.add(`${operation.id} ${answer.status}`);
    const response = operation.responses[answer.status];
    assert.ok(response, `${operation.id} does not declare ${answer.status}: ${answer.text.slice(0, 300)}`);
    if (!response.content) {
      assert.equal(answer.text, '', `${operation.id} ${answer.status} is declared without a body`);
      return;
    }
    const type = String(answer.headers['content-type']).split(';')[0] ?? '';
    const schema = response.content[type]?.schema;
    assert.ok(schema, `${operation.id} ${answer.status} does not declare the media type ${type}`);
    if ('$ref' in schema) this.#assertValid(String(schema.$ref), answer);
  }

  #assertRefusal(answer: ObservedAnswer, operation: Declared | undefined): void {
    this.#assertValid('#/components/schemas/Status', answer);
    const { code, message: reason, details } = JSON.parse(answer.text);
    const known = Object.entries(this.#errors).find(([name]) => name === reason)?.[1];
    assert.equal(known?.status, answer.status, answer.text);
    assert.equal(known?.code, code, answer.text);
    assert.doesNotMatch(answer.text, /\.ts:|node_modules|\bat \w+ \(/); // nothing of how it is made
    const sentence = details.find((each: object) => 'locale' in each)?.message;
    assert.match(sentence, /^[^\n]+\.$/, 'a refusal tells a person what to do');
    if (!operation) return;
    this.observed.add(`${operation.id} ${reason}`);
    assert.match(
      operation.responses[answer.status]?.description ?? '',
      new RegExp(`\`${reason}\``),
      `${operation.id} does not declare ${reason}`,
    );
  }

  #assertValid(ref: string, answer: ObservedAnswer): void {
    let validate = this.#validators.get(ref);
    if (!validate) {
      validate = this.#ajv.compile({ $ref: `${DOCUMENT}${ref}` });
      this.#validators.set(ref, validate);
    }
    const valid = validate(JSON.parse(answer.text));
    assert.ok(valid, `${ref}: ${this.#ajv.errorsText(validate.errors)}\n${answer.text.slice(0, 500)}`);
  }
}
