import { CLIENT_ID_PATTERN, RESOURCE_ID_PATTERN } from '@rollcall/contract';
import type { AdminOperation } from '@rollcall/contract/admin';
import { ADMIN_SCHEMAS } from '@rollcall/contract/admin/schemas';
import type { FastifyRequest } from 'fastify';
import { isPasskeyId } from '../domain/principal.ts';
import { readBody } from '../http/read-body.ts';
import { type SentPart, schemaViolations, violationSentence } from '../http/schema-check/schema-check.ts';
import { AdminRefusal, type AdminViolation } from './admin-refusal.ts';

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;
const UTF8 = new TextDecoder('utf-8', { fatal: true });
/** Of operations that take nothing: what is sent is a mistake, and not passed over. */
const NOTHING = { type: 'object', properties: {}, additionalProperties: false };

const UUID = new RegExp(CLIENT_ID_PATTERN);
const RESOURCE_ID = new RegExp(RESOURCE_ID_PATTERN);
const isUuid = (value: string) => UUID.test(value);
const isResourceId = (value: string) => RESOURCE_ID.test(value);
/** What has another shape does not exist. */
const SHAPES: Readonly<Record<string, (value: string) => boolean>> = {
  account: isResourceId,
  user: isResourceId,
  client: isUuid,
  secret: isUuid,
  key: isUuid,
  session: isUuid,
  passkey: isPasskeyId,
};

/** What was sent, held against the operation's declaration. */
export interface ReadRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
}

/** @throws AdminRefusal not_found or invalid_argument */
export async function readRequest(
  { query, body, method }: AdminOperation,
  request: FastifyRequest,
): Promise<ReadRequest> {
  const params = request.params as Record<string, string>; // the route's own pattern
  for (const [name, value] of Object.entries(params)) {
    if (!(SHAPES[name]?.(value) ?? false)) throw new AdminRefusal('not_found');
  }
  return {
    params,
    query: checked(query ? ADMIN_SCHEMAS[query] : NOTHING, readQuery(request.url), 'query'),
    body: method === 'GET' ? {} : checked(body ? ADMIN_SCHEMAS[body] : NOTHING, await readJson(request), 'body'),
  };
}

function readQuery(url: string): Record<string, string> {
  const start = url.indexOf('?');
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(start < 0 ? '' : url.slice(start + 1))) {
    if (name in query) throw invalid([{ field: name.slice(0, 64), description: 'is given twice; send it once' }]);
    query[name] = value;
  }
  return query;
}

/** `{}` where no body was sent. */
async function readJson(request: FastifyRequest): Promise<unknown> {
  const bytes = await readBody(request.raw);
  if (bytes.length === 0) return {};
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
    throw invalid([{ field: 'body', description: 'must be JSON, sent as Content-Type: application/json' }]);
  }
  try {
    return JSON.parse(UTF8.decode(bytes));
  } catch {
    throw invalid([{ field: 'body', description: 'is no JSON' }]);
  }
}

function checked(schema: object, value: unknown, part: SentPart): unknown {
  const violations = schemaViolations(schema, value, part);
  if (violations.length > 0) throw invalid(violations);
  return value;
}

function invalid(violations: readonly AdminViolation[]): AdminRefusal {
  const sentence = violationSentence(violations);
  return new AdminRefusal('invalid_argument', { violations, ...(sentence && { sentence }) });
}
