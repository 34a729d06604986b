/**
 * The error catalogue: everything a resource endpoint can refuse, in one table.
 * `message` on the wire is the key; `code` is a google.rpc.Code; `sentence` is what a person reads.
 * Held against docs/errors, the types and OpenAPI by tests, in both directions.
 */
export interface ErrorEntry {
  /** google.rpc.Code. */
  readonly code: number;
  /** HTTP status the code is sent with. */
  readonly status: number;
  /** What happened and what to do next, for a person. */
  readonly sentence: string;
}

/** Names of the google.rpc codes in use, as the AIPs and the original's documentation write them. */
export const CODE_NAMES: Readonly<Record<number, string>> = {
  3: 'INVALID_ARGUMENT',
  5: 'NOT_FOUND',
  7: 'PERMISSION_DENIED',
  8: 'RESOURCE_EXHAUSTED',
  9: 'FAILED_PRECONDITION',
  12: 'UNIMPLEMENTED',
  13: 'INTERNAL',
  14: 'UNAVAILABLE',
  16: 'UNAUTHENTICATED',
};

export const ERRORS = {
  invalid_filter: {
    code: 3,
    status: 400,
    sentence: 'The filter must be exactly user.isActive() or user.isSuspended(). Leave it out to list everyone.',
  },
  invalid_page_size: {
    code: 3,
    status: 400,
    sentence:
      'max_page_size must be a whole number of 0 or more. 0 means the default of 25; more than 1000 counts as 1000.',
  },
  invalid_page_token: {
    code: 3,
    status: 400,
    sentence:
      'The page_token is not one this server gave out for this account and filter. Start again without a page_token.',
  },
  invalid_parameter: {
    code: 3,
    status: 400,
    sentence: 'A query parameter cannot be used like this. The field violations name it and the way out.',
  },
  invalid_body: {
    code: 3,
    status: 400,
    sentence: 'This method takes no body, an empty form, or {} as JSON. Send the request without a body.',
  },
  malformed_request: {
    code: 3,
    status: 400,
    sentence: 'The request is not well-formed HTTP. Check the request line, the headers and the encoding of the path.',
  },
  unauthenticated: {
    code: 16,
    status: 401,
    sentence: 'Send an access token: Authorization: Bearer <token>. Request one from the token endpoint.',
  },
  invalid_token: {
    code: 16,
    status: 401,
    sentence: 'The access token is malformed, unknown, expired or revoked. Request a new one and repeat the call.',
  },
  insufficient_scope: {
    code: 7,
    status: 403,
    sentence: 'The application lacks the scope this method needs. Ask the owner of the account to add it.',
  },
  no_owner_remain: {
    code: 7,
    status: 403,
    sentence: 'This is the last active owner of the account. Make or reactivate another owner first.',
  },
  externally_managed_user: {
    code: 7,
    status: 403,
    sentence: 'This administrator is managed by another organisation. Ask that organisation to make the change.',
  },
  user_not_found: {
    code: 5,
    status: 404,
    sentence: 'There is no such user in this account. Check the user id; ids have 26 characters from A-Z and 2-7.',
  },
  account_not_found: {
    code: 5,
    status: 404,
    sentence: "There is no such account for this token. Check the account id and the region's base URL.",
  },
  path_not_found: {
    code: 5,
    status: 404,
    sentence: 'There is nothing at this path. Check the API version, the path and the verb after the colon.',
  },
  automated_provisioning_enabled: {
    code: 9,
    status: 400,
    sentence: 'People of this account are managed by automated provisioning. Make the change in the identity provider.',
  },
  rate_limit_exceeded: {
    code: 8,
    status: 429,
    sentence: 'The application has used up its requests. Wait for as many seconds as Retry-After says, then repeat.',
  },
  method_not_allowed: {
    code: 12,
    status: 405,
    sentence: 'This path does not take that method. The Allow header names the ones it takes.',
  },
  request_timeout: {
    code: 3,
    status: 408,
    sentence: 'The request did not arrive in time. Send it again, whole.',
  },
  headers_too_large: {
    code: 3,
    status: 431,
    sentence: 'The request headers are larger than 16 KiB. Send fewer or shorter headers.',
  },
  internal: {
    code: 13,
    status: 500,
    sentence: 'Something went wrong on our side. Repeat the call; if it stays, report the request id to the operator.',
  },
  unavailable: {
    code: 14,
    status: 503,
    sentence: 'The server cannot do this right now. Wait for as many seconds as Retry-After says, then repeat.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** The snake_case `message` of a refusal. */
export type ErrorReason = keyof typeof ERRORS;

/** `domain` of every google.rpc.ErrorInfo. */
export const ERROR_DOMAIN = 'rollcall.users-api';

/** A refusal of an OAuth endpoint. `error` is what goes over the wire (RFC 6749 section 5.2). */
export interface OAuthErrorEntry {
  readonly error: string;
  readonly status: number;
  /** What happened and what to do next, for a person: the `error_description`. */
  readonly sentence: string;
}

/** The OAuth refusals, by what went wrong. */
export const OAUTH_ERRORS = {
  invalid_request: {
    error: 'invalid_request',
    status: 400,
    sentence: 'The request lacks a parameter, repeats one, or is not a form.',
  },
  unsupported_media_type: {
    error: 'invalid_request',
    status: 415,
    sentence: 'Send the parameters as application/x-www-form-urlencoded.',
  },
  invalid_client: {
    error: 'invalid_client',
    status: 401,
    sentence: 'Send client_id and client_secret with HTTP Basic authentication; one of them is missing or wrong.',
  },
  unsupported_grant_type: {
    error: 'unsupported_grant_type',
    status: 400,
    sentence: 'grant_type must be client_credentials.',
  },
  invalid_scope: {
    error: 'invalid_scope',
    status: 400,
    sentence: 'scope must be openid, or left out. Permissions come from the application.',
  },
  method_not_allowed: {
    error: 'invalid_request',
    status: 405,
    sentence: 'This endpoint does not take that method. The Allow header names the one it takes.',
  },
  too_many_attempts: {
    error: 'temporarily_unavailable',
    status: 429,
    sentence: 'Too many failed attempts from this address. Wait for as many seconds as Retry-After says.',
  },
  server_error: {
    error: 'server_error',
    status: 500,
    sentence: 'Something went wrong on our side. Repeat the request.',
  },
  temporarily_unavailable: {
    error: 'temporarily_unavailable',
    status: 503,
    sentence: 'The server cannot do this right now. Wait for as many seconds as Retry-After says.',
  },
} as const satisfies Record<string, OAuthErrorEntry>;

export type OAuthErrorReason = keyof typeof OAUTH_ERRORS;
