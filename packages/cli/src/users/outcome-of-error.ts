import * as client from '@rollcall/client';
import { ERRORS } from '@rollcall/contract';
import type { Outcome } from './outcome.ts';

/** Refused for a reason of this person's, or of the whole account's: the next may be as possible as before. */
const REFUSED: ReadonlySet<string> = new Set([
  client.ERR_LAST_OWNER,
  client.ERR_EXTERNALLY_MANAGED,
  client.ERR_AUTOMATED_PROVISIONING,
  client.ERR_PERMISSION_DENIED,
  client.ERR_FAILED_PRECONDITION,
  client.ERR_INVALID_ARGUMENT,
]);

/** It did not work for this person, who knows why: the next is worth a try. */
const FAILED: ReadonlySet<string> = new Set([client.ERR_SERVER, client.ERR_UNEXPECTED_STATUS]);

/** Not there, and yet not because of the person. */
const NOT_THE_PERSON: readonly unknown[] = ['account_not_found', 'path_not_found'];

type Why = Pick<Outcome, 'outcome' | 'reason' | 'message' | 'request_id'>;

/**
 * What an error means for one person.
 *
 * @returns undefined for what would meet everybody after them just the same: credentials, the rate limit, the connection
 */
export function outcomeOfError(error: unknown): Why | undefined {
  if (!(error instanceof client.RollcallError)) return undefined;
  const { code, reason, requestId } = error;
  const why = { reason, message: sentenceOf(error), request_id: requestId };
  if (code === client.ERR_NOT_FOUND) {
    return NOT_THE_PERSON.includes(reason) ? undefined : { ...why, outcome: 'not_found' };
  }
  if (REFUSED.has(code)) return { ...why, outcome: 'refused' };
  return FAILED.has(code) ? { ...why, outcome: 'failed' } : undefined;
}

/** The catalogue's sentence where it has one: other servers send none. */
function sentenceOf({ reason, message }: client.RollcallError): string {
  const known = Object.entries(ERRORS).find(([name]) => name === reason);
  return known === undefined ? message : known[1].sentence;
}
