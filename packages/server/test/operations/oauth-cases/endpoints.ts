import { introspectToken, issueToken, revokeToken } from '@rollcall/contract';
import { newAccessToken } from '../../../src/domain/credentials.ts';
import { systemRandom } from '../../../src/domain/random.ts';
import type { Endpoint } from './endpoint.ts';

/** A token of the right form that nobody was ever given. */
const UNKNOWN_TOKEN = newAccessToken(systemRandom);

export const ISSUE: Endpoint = { operation: issueToken, form: 'grant_type=client_credentials' };
export const REVOKE: Endpoint = { operation: revokeToken, form: `token=${UNKNOWN_TOKEN}` };
export const INTROSPECT: Endpoint = { operation: introspectToken, form: `token=${UNKNOWN_TOKEN}` };
