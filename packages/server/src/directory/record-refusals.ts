import type { ErrorObject } from 'ajv';
import { LINE_FIELDS, type RecordKind } from './record-kinds.ts';
import { shownValue } from './shown-value.ts';
import { fieldName, nearestName, suggestion } from './unknown-name.ts';

/** Why a field is refused, in words for a person. */
export interface Refusal {
  readonly field: string | undefined;
  readonly reason: string;
}

const ARTICLES: Readonly<Record<RecordKind, string>> = {
  account: 'an account',
  user: 'a user',
  application: 'an application',
};

const PRINTABLE = 'has a control character or half a character in it. Take it out.';

/** What a pattern or format asks for; `{}` stands for the value. */
const SHAPES: Readonly<Record<string, string>> = {
  id: '{} is not an id. Ids have exactly 26 characters from A-Z and 2-7; leave the field out to have one made.',
  account_id: '{} is not an account id. Ids have exactly 26 characters from A-Z and 2-7.',
  email: '{} is not an email address. It needs one @ with something on both sides, without spaces.',
  display_name: `{} ${PRINTABLE}`,
  name: `{} ${PRINTABLE}`,
  description: `{} ${PRINTABLE} Line breaks and tabs may stay.`,
  create_time: '{} is not an RFC 3339 time. Write it like 2024-01-15T10:30:00Z or 2024-01-15T11:30:00+01:00.',
  client_id: '{} is not a UUID. Write it like 123e4567-e89b-42d3-a456-426614174000, or leave it out to have one made.',
  client_secret: 'The secret has characters other than visible ASCII (! to ~).',
  redirect_url: '{} is not an https URL. Write it like https://example.com/callback.',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  boolean: 'true or false, without quotes',
  array: 'a list in square brackets',
  object: 'an object in curly brackets',
};

/** The refusal an ajv error (with `verbose`) stands for. */
export function refusalFor(kind: RecordKind, error: ErrorObject): Refusal {
  const [, field, index] = error.instancePath.split('/');
  if (error.keyword === 'required') {
    return { field: String(error.params.missingProperty), reason: `It is missing, and ${ARTICLES[kind]} needs one.` };
  }
  if (error.keyword === 'additionalProperties') {
    const given = String(error.params.additionalProperty);
    const reason = `${ARTICLES[kind]} has no such field. ${suggestion(given, LINE_FIELDS[kind], 'fields')}`;
    return { field: fieldName(given), reason: capital(reason) };
  }
  const reason = reasonFor(field ?? '', error);
  return { field, reason: index === undefined ? reason : `Entry ${Number(index) + 1} of the list: ${reason}` };
}

function reasonFor(field: string, { keyword, params, data }: ErrorObject): string {
  switch (keyword) {
    case 'type':
      return `It must be ${TYPES[String(params.type)] ?? params.type}, and is ${typeName(data)}.${nullHint(field, data)}`;
    case 'enum':
      return oneOf(data, params.allowedValues);
    case 'const':
      return oneOf(data, [params.allowedValue]);
    case 'minLength':
    case 'maxLength':
      return wrongLength(keyword, Number(params.limit), data);
    case 'minItems':
      return 'The list is empty. An application needs at least one scope.';
    case 'uniqueItems':
      return `The list has ${Array.isArray(data) ? shownValue(data[params.i]) : 'an entry'} twice. Name each scope once.`;
    default:
      return (SHAPES[field] ?? '{} is not allowed here.').replace('{}', () => shownValue(data));
  }
}

function wrongLength(keyword: string, limit: number, data: unknown): string {
  const length = typeof data === 'string' ? [...data].length : 0;
  const count = `${limit} character${limit === 1 ? '' : 's'}`;
  if (keyword === 'maxLength') return `It has ${length} characters. At most ${count} are allowed.`;
  return length === 0 ? 'It is empty.' : `It has ${length} characters. At least ${count} are needed.`;
}

function oneOf(data: unknown, allowed: unknown): string {
  const names = Array.isArray(allowed) ? allowed.map(String) : [];
  const near = typeof data === 'string' ? nearestName(data, names) : undefined;
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return `${shownValue(data)} is not allowed. Allowed: ${names.join(', ')}.${hint}`;
}

function typeName(data: unknown): string {
  if (data === null) return 'null';
  if (Array.isArray(data)) return 'a list';
  if (typeof data === 'string') return 'text';
  return typeof data === 'object' ? 'an object' : `the ${typeof data} ${shownValue(data)}`;
}

const NEEDED: readonly string[] = ['email', 'display_name', 'name', 'redirect_url', 'scopes'];

function nullHint(field: string, data: unknown): string {
  return data === null && !NEEDED.includes(field) ? ' Leave the field out instead.' : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
