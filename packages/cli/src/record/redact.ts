import type { Pseudonyms } from './pseudonyms.ts';
import type { RecordedExchange } from './recording.ts';

/** Headers that tell something about the conversation. Whatever else there is stays out of a recording. */
const REQUEST_HEADERS = ['accept', 'authorization', 'content-type', 'user-agent'];
const RESPONSE_HEADERS = [
  ...['allow', 'cache-control', 'content-type', 'date', 'deprecation', 'link', 'ratelimit', 'ratelimit-policy'],
  ...['retry-after', 'sunset', 'www-authenticate'],
];

/** Fields of answers that say nothing about anybody. Text in any other field is left out. */
const HARMLESS = new Set([
  ...['state', 'create_time', 'code', 'message', 'details', '@type', 'reason', 'domain', 'locale', 'metadata', 'scope'],
  ...['field', 'description', 'field_violations', 'fieldViolations', 'error', 'error_description', 'token_type'],
  ...[
    'expires_in',
    'results',
    'active',
    'title',
    'status',
    'type',
    'detail',
    'grant_type',
    'token_type_hint',
    'filter',
  ],
]);

const ID = /(?<![A-Za-z0-9])[A-Z0-9]{26}(?![A-Za-z0-9])/g;
const EMAIL = /[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"',;]+/g;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** A request and its answer without anything that tells who they were about, or that opens a door. */
export function redact({ request, response, ...times }: RecordedExchange, as: Pseudonyms): RecordedExchange {
  return {
    ...times,
    request: {
      method: request.method,
      target: redactTarget(request.target, as),
      headers: redactHeaders(request.headers, REQUEST_HEADERS, as),
      body: redactBody(request.body, request.headers['content-type'], as),
    },
    response: {
      status: response.status,
      headers: redactHeaders(response.headers, RESPONSE_HEADERS, as),
      body: redactBody(response.body, response.headers['content-type'], as),
    },
  };
}

/** Path and query: ids and page tokens have other names, and of unknown parameters only the name is kept. */
export function redactTarget(target: string, as: Pseudonyms): string {
  const [path = '', query] = target.split(/\?(.*)/s, 2);
  const named = path
    .split('/')
    .map((segment) => redactSegment(segment, as))
    .join('/');
  return query === undefined ? named : `${named}?${redactParameters(query, as)}`;
}

/** A client may put anything where an id belongs: an address, say. */
function redactSegment(segment: string, as: Pseudonyms): string {
  const [, subject = '', verb = ''] = /^(.*?)((?::[a-z]+)?)$/is.exec(decoded(segment)) ?? [];
  const redacted = redactText(subject, as);
  return redacted === subject ? segment : encodeURIComponent(redacted) + verb;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function redactParameters(text: string, as: Pseudonyms): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(text)) parameters.append(name, redactField(name, value, as));
  return parameters.toString();
}

function redactHeaders(
  headers: Readonly<Record<string, string>>,
  kept: readonly string[],
  as: Pseudonyms,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (!kept.includes(name)) return [];
      return [[name, name === 'authorization' ? redactAuthorization(value, as) : redactText(value, as)]];
    }),
  );
}

function redactAuthorization(value: string, as: Pseudonyms): string {
  const [scheme = '', credentials = ''] = value.split(/ +(.*)/s, 2);
  return /^bearer$/i.test(scheme) ? `${scheme} ${as.token('access', credentials)}` : `${scheme} (redacted)`;
}

function redactBody(body: string, contentType: string | undefined, as: Pseudonyms): string {
  if (body === '') return '';
  if (contentType?.includes('x-www-form-urlencoded')) return redactParameters(body, as);
  try {
    return JSON.stringify(redactValue('', JSON.parse(body), as));
  } catch {
    return `(${Buffer.byteLength(body)} bytes that are no JSON)`;
  }
}

function redactValue(name: string, value: unknown, as: Pseudonyms): unknown {
  if (typeof value === 'string') return redactField(name, value, as);
  if (Array.isArray(value)) return value.map((each) => redactValue(name, each, as));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactValue(key, each, as)]));
}

function redactField(name: string, value: string, as: Pseudonyms): string {
  switch (name) {
    case 'id':
    case 'account_id':
      return as.id(value);
    case 'client_id':
      return as.clientId(value);
    case 'email':
      return as.email(value);
    case 'display_name':
      return as.name(value);
    case 'access_token':
    case 'token':
      return as.token('access', value);
    case 'next_page_token':
    case 'page_token':
    case 'pageToken':
      return value === '' ? '' : as.token('page', value);
    case 'path':
    case 'max_page_size':
    case 'maxPageSize':
      return redactText(value, as);
    default:
      return HARMLESS.has(name) ? redactText(value, as) : '(redacted)';
  }
}

/** A sentence may name somebody. */
function redactText(text: string, as: Pseudonyms): string {
  return text
    .replace(EMAIL, (email) => as.email(email))
    .replace(ID, (id) => as.id(id))
    .replace(UUID, (id) => as.clientId(id));
}
