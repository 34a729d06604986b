import {
  AuthorizationServerMetadata,
  IntrospectionResponse,
  OAuthError,
  ProtectedResourceMetadata,
  TokenResponse,
} from './oauth.ts';
import { BadRequest, ErrorInfo, LocalizedMessage, Problem, RequestInfo, Status } from './status.ts';
import { ListUsersResponse, User } from './user.ts';

/** The schemas that OpenAPI documents refer to, by name. */
export const NAMED_SCHEMAS = {
  User,
  ListUsersResponse,
  TokenResponse,
  IntrospectionResponse,
  OAuthError,
  AuthorizationServerMetadata,
  ProtectedResourceMetadata,
  Status,
  ErrorInfo,
  LocalizedMessage,
  BadRequest,
  RequestInfo,
  Problem,
} as const;

export type SchemaName = keyof typeof NAMED_SCHEMAS;
