/** A client of the Users API: of Rollcall, and of the public regions. */
export { type Client, createClient } from './client.ts';
export { type Clock, systemClock } from './clock.ts';
export * from './error-codes.ts';
export {
  ApiError,
  ConnectionError,
  InvalidResponseError,
  OptionsError,
  RollcallError,
  TokenError,
} from './errors.ts';
export type { Hooks, OperationId, RequestEvent, ResponseEvent, RetryEvent } from './hooks.ts';
export { createLimiter, type Limiter, type LimiterOptions } from './limiter.ts';
export { type ApiVersion, type ClientOptions, REGION_BASE_URLS, type Region, type RetryOptions } from './options.ts';
export type { AccessToken, CallOptions, Tokens } from './token.ts';
export type { User, UserPage, UserState } from './user.ts';
export type { UserList } from './user-list.ts';
export type { ListOptions, Users } from './users.ts';
