import type { ControlSchemaName } from '@rollcall/contract/sandbox';
import { CONTROL_SCHEMAS } from '@rollcall/contract/sandbox/schemas';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import { ControlRefusal, type ControlViolation } from './control-refusal.ts';

const formats = { 'date-time': isMoment, uri: URL.canParse };
const OPTIONS = { allErrors: true, strict: false, formats };
const forBodies = new Ajv(OPTIONS);
/** A query is text: numbers in it are read as such. */
const forQueries = new Ajv({ ...OPTIONS, coerceTypes: true });
const compiled = new Map<TSchema, ValidateFunction>();

/**
 * What was sent, held against a schema.
 *
 * @throws ControlRefusal invalid_control naming each field and what it may be
 */
export function checked(name: ControlSchemaName, value: unknown, part: 'query' | 'body'): unknown {
  return checkedAgainst(CONTROL_SCHEMAS[name], value, part);
}

/** The same for a schema that has no name. */
export function checkedAgainst(schema: TSchema, value: unknown, part: 'query' | 'body'): unknown {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = (part === 'query' ? forQueries : forBodies).compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(value)) return value;
  const violations = (validate.errors ?? []).map((error) => violationOf(error, part));
  const [first] = violations;
  const sentence = first && `${first.field} ${first.description}.`;
  throw new ControlRefusal('invalid_control', { violations, ...(sentence && { sentence }) });
}

function violationOf(error: ErrorObject, part: string): ControlViolation {
  const path = error.instancePath
    .slice(1)
    .replaceAll(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.');
  const field = (name: unknown) => [path, String(name)].filter(Boolean).join('.');
  switch (error.keyword) {
    case 'additionalProperties':
      return { field: field(error.params.additionalProperty), description: 'is not known here' };
    case 'required':
      return { field: field(error.params.missingProperty), description: 'is missing' };
    case 'enum':
      return { field: path || part, description: `must be one of ${error.params.allowedValues.join(', ')}` };
    default:
      return { field: path || part, description: error.message ?? 'is not allowed' };
  }
}

/** RFC 3339 with any offset. */
function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text) && !Number.isNaN(Date.parse(text));
}
