import type { FieldViolation } from '@rollcall/contract';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { nearestName } from '../../directory/unknown-name.ts';
import { shapeInWords } from './shape-in-words.ts';

const formats = { 'date-time': isMoment, uri: URL.canParse };
// Schemas stand inside of others, too: kept by their names, they would be in each other's way.
const OPTIONS = { allErrors: true, strict: false, verbose: true, addUsedSchema: false, formats };
const forBodies = new Ajv(OPTIONS);
/** A query is text: numbers in it are read as such. */
const forQueries = new Ajv({ ...OPTIONS, coerceTypes: true });
const compiled = new Map<object, ValidateFunction>();

export type SentPart = 'query' | 'body';
/** What patterns ask for, in words, where they are not those of every API. */
export type PatternWords = ReadonlyMap<string, string>;

/**
 * What is wrong with what was sent: each field, and what it may be. Nothing where it follows the schema. Texts of a query
 * become the numbers and truth values they stand for, in place.
 */
export function schemaViolations(
  schema: object,
  value: unknown,
  part: SentPart,
  words: PatternWords = new Map(),
): readonly FieldViolation[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = (part === 'query' ? forQueries : forBodies).compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(value)) return [];
  return violationsOf((validate.errors ?? []).toSorted(misspeltFirst), part, words);
}

/** The first of them as a sentence. */
export function violationSentence([first]: readonly FieldViolation[]): string | undefined {
  return first && `${first.field} ${first.description}.`;
}

/** A field that is missing is often the one that has a wrong name: that is what to say first. */
function misspeltFirst(one: ErrorObject, other: ErrorObject): number {
  return Number(other.keyword === 'additionalProperties') - Number(one.keyword === 'additionalProperties');
}

/** One for each field, also where it may be this or that and is neither. */
function violationsOf(errors: readonly ErrorObject[], part: SentPart, words: PatternWords): FieldViolation[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf');
  const isOf = (choice: ErrorObject, { schemaPath }: ErrorObject) => schemaPath.startsWith(`${choice.schemaPath}/`);
  return errors
    .filter((error) => !choices.some((choice) => isOf(choice, error)))
    .map((error) => {
      if (error.keyword !== 'anyOf') return violationOf(error, part, words);
      const ways = errors.filter((each) => isOf(error, each)).map((each) => violationOf(each, part, words).description);
      return { ...violationOf(error, part, words), description: ways.join(' or ') };
    });
}

function violationOf(error: ErrorObject, part: SentPart, words: PatternWords): FieldViolation {
  const path = error.instancePath
    .slice(1)
    .replaceAll(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.');
  const field = (name: unknown) => [path, String(name)].filter(Boolean).join('.');
  switch (error.keyword) {
    case 'additionalProperties':
      return { field: field(error.params.additionalProperty), description: unknownField(error) };
    case 'required':
      return { field: field(error.params.missingProperty), description: 'is missing' };
    case 'enum':
      return { field: path || part, description: oneOf(error.params.allowedValues, error.data) };
    case 'minProperties':
      return { field: path || part, description: `must have one or more of ${knownFields(error).join(', ')}` };
    case 'pattern':
      return { field: path || part, description: shapeInWords(String(error.params.pattern), words) };
    default:
      return { field: path || part, description: (error.message ?? 'is not allowed').replace('NOT', 'not') };
  }
}

function knownFields({ parentSchema }: ErrorObject): readonly string[] {
  return Object.keys(parentSchema?.properties ?? {});
}

function unknownField(error: ErrorObject): string {
  const { params } = error;
  const known = knownFields(error);
  const near = nearestName(String(params.additionalProperty), known);
  if (near !== undefined) return `is not known here (did you mean ${near}?)`;
  return known.length === 0 ? 'is not known here' : `is not known here: there are ${known.join(', ')}`;
}

function oneOf(allowed: readonly string[], given: unknown): string {
  const near = typeof given === 'string' ? nearestName(given, allowed) : undefined;
  return `must be one of ${allowed.join(', ')}${near === undefined ? '' : ` (did you mean ${near}?)`}`;
}

/** RFC 3339 with any offset. */
function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text) && !Number.isNaN(Date.parse(text));
}
