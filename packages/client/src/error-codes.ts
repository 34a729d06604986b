/**
 * What went wrong, as constants to compare `error.code` with. They are for good: new ones may be added, none is renamed.
 */

/** An option or argument cannot be used; nothing was sent. */
export const ERR_INVALID_OPTIONS = 'ERR_INVALID_OPTIONS';
/** No connection, or it broke before the answer was whole. */
export const ERR_CONNECTION = 'ERR_CONNECTION';
/** No whole answer within `timeoutMs`. */
export const ERR_TIMEOUT = 'ERR_TIMEOUT';
/** An answer that is none of a Users API: a proxy's page, a redirect, JSON of another shape. */
export const ERR_INVALID_RESPONSE = 'ERR_INVALID_RESPONSE';
/** The client id or secret is wrong, or belongs to another region. */
export const ERR_INVALID_CLIENT = 'ERR_INVALID_CLIENT';
/** The token endpoint refused for another reason; `error.reason` is the `error` of RFC 6749. */
export const ERR_OAUTH = 'ERR_OAUTH';
/** The access token was refused, and a new one too. */
export const ERR_UNAUTHENTICATED = 'ERR_UNAUTHENTICATED';
/** The application lacks the scope of the operation. */
export const ERR_INSUFFICIENT_SCOPE = 'ERR_INSUFFICIENT_SCOPE';
/** The last active owner of an account cannot be suspended. */
export const ERR_LAST_OWNER = 'ERR_LAST_OWNER';
/** An administrator who is managed by another organisation cannot be changed here. */
export const ERR_EXTERNALLY_MANAGED = 'ERR_EXTERNALLY_MANAGED';
/** Refused with 403 for a reason this version does not know. */
export const ERR_PERMISSION_DENIED = 'ERR_PERMISSION_DENIED';
/** The account's people are managed by automated provisioning. */
export const ERR_AUTOMATED_PROVISIONING = 'ERR_AUTOMATED_PROVISIONING';
/** The state of things does not allow the operation, for a reason this version does not know. */
export const ERR_FAILED_PRECONDITION = 'ERR_FAILED_PRECONDITION';
/** A parameter was refused: a filter, a page size, a page token. */
export const ERR_INVALID_ARGUMENT = 'ERR_INVALID_ARGUMENT';
/** No such person, account or path; another account's and another region's count as not there. */
export const ERR_NOT_FOUND = 'ERR_NOT_FOUND';
/** The limit is used up, and waiting for it would have taken longer than allowed. */
export const ERR_RATE_LIMITED = 'ERR_RATE_LIMITED';
/** The server cannot answer now (502, 503, 504), and repeating did not help. */
export const ERR_UNAVAILABLE = 'ERR_UNAVAILABLE';
/** Another fault of the server (5xx), and repeating did not help. */
export const ERR_SERVER = 'ERR_SERVER';
/** Refused with a status that has no code of its own here. */
export const ERR_UNEXPECTED_STATUS = 'ERR_UNEXPECTED_STATUS';

/** Any of the constants. */
export type ErrorCode =
  | typeof ERR_INVALID_OPTIONS
  | typeof ERR_CONNECTION
  | typeof ERR_TIMEOUT
  | typeof ERR_INVALID_RESPONSE
  | typeof ERR_INVALID_CLIENT
  | typeof ERR_OAUTH
  | typeof ERR_UNAUTHENTICATED
  | typeof ERR_INSUFFICIENT_SCOPE
  | typeof ERR_LAST_OWNER
  | typeof ERR_EXTERNALLY_MANAGED
  | typeof ERR_PERMISSION_DENIED
  | typeof ERR_AUTOMATED_PROVISIONING
  | typeof ERR_FAILED_PRECONDITION
  | typeof ERR_INVALID_ARGUMENT
  | typeof ERR_NOT_FOUND
  | typeof ERR_RATE_LIMITED
  | typeof ERR_UNAVAILABLE
  | typeof ERR_SERVER
  | typeof ERR_UNEXPECTED_STATUS;
