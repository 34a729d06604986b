import type { ErrorReason, OAuthErrorReason } from '../errors.ts';
import type { ApiVersion } from '../identifiers.ts';
import type { JsonObject } from '../openapi/json.ts';
import type { QuotaFamily } from '../quotas.ts';
import type { SchemaName } from '../schemas/named.ts';
import type { Scope } from '../scopes.ts';

/** A success: always 200 in this API. */
export interface SuccessDeclaration {
  readonly description: string;
  /** The schema of the body, by its name; undefined: the body is empty. */
  readonly schema: SchemaName | undefined;
}

/** A parameter of a query or a form. A string on the wire, whatever its schema. */
export interface Parameter {
  readonly description: string;
  readonly required: boolean;
  /** JSON Schema of the value. */
  readonly schema: JsonObject;
}

export type Parameters = Readonly<Record<string, Parameter>>;

interface OperationBase {
  /** operationId in OpenAPI, label in metrics and logs. */
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** One line, for listings. */
  readonly summary: string;
  readonly description: string;
  readonly success: SuccessDeclaration;
}

/** An operation on people: bearer token, scope, quota, google.rpc errors. */
export interface UsersOperation extends OperationBase {
  readonly kind: 'users';
  /** Below `/<version>`, with `{account}` and `{user}` in braces. Both path families have the same. */
  readonly path: string;
  readonly scope: Scope;
  readonly quota: QuotaFamily;
  readonly query: Parameters;
  /** Misspellings taken for a parameter unless the server is strict: misspelling to right spelling. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Refusals of this operation, besides those every users operation has. */
  readonly refusals: readonly ErrorReason[];
}

/** An OAuth endpoint: Basic credentials, a form, RFC 6749 errors. */
export interface OAuthOperation extends OperationBase {
  readonly kind: 'oauth';
  /** Whole path in each family. */
  readonly paths: Readonly<Record<ApiVersion, string>>;
  readonly form: Parameters;
  /** Refusals of this operation, besides those every OAuth endpoint has. */
  readonly refusals: readonly OAuthErrorReason[];
}

/** A public document about the server: no credentials. */
export interface MetadataOperation extends OperationBase {
  readonly kind: 'metadata';
  readonly path: string;
}

/**
 * One operation, declared once: route, validation, OpenAPI, the metrics label and the log's operation derive from it.
 * The server adds `handle` in a folder of its own.
 */
export type Operation = UsersOperation | OAuthOperation | MetadataOperation;

/** What any users operation can answer besides its own refusals. */
export const COMMON_USERS_REFUSALS = [
  'invalid_parameter',
  'unauthenticated',
  'invalid_token',
  'insufficient_scope',
  'account_not_found',
  'rate_limit_exceeded',
  'internal',
  'unavailable',
] as const satisfies readonly ErrorReason[];

/** What any OAuth endpoint can answer besides its own refusals. */
export const COMMON_OAUTH_REFUSALS = [
  'invalid_request',
  'unsupported_media_type',
  'invalid_client',
  'too_many_attempts',
  'server_error',
  'temporarily_unavailable',
] as const satisfies readonly OAuthErrorReason[];

/** What can go wrong before it is known which operation is meant: any path may answer these. */
export const TRANSPORT_REFUSALS = [
  'malformed_request',
  'request_timeout',
  'headers_too_large',
] as const satisfies readonly ErrorReason[];
