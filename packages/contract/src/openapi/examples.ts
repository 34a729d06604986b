import { problemBody, statusBody } from '../error-bodies.ts';
import { type ErrorReason, OAUTH_ERRORS, type OAuthErrorReason } from '../errors.ts';
import type { JsonObject } from './json.ts';

const REQUEST_ID = '5f0c9a1e-1';

export function statusExample(reason: ErrorReason): JsonObject {
  return statusBody({ reason, requestId: REQUEST_ID, violations: [], metadata: {} });
}

export function problemExample(reason: ErrorReason): JsonObject {
  return problemBody({ reason, requestId: REQUEST_ID, violations: [], metadata: {} });
}

export function oauthExample(reason: OAuthErrorReason): JsonObject {
  return { error: OAUTH_ERRORS[reason].error, error_description: OAUTH_ERRORS[reason].sentence };
}
