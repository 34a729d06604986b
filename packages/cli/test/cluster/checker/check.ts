import { checkAudit } from './audit.ts';
import { checkOwners } from './owners.ts';
import { checkPeople } from './people.ts';
import { checkQuota } from './quota.ts';
import type { RunRecord } from './record.ts';
import { checkTokens } from './tokens.ts';
import { checkWalks } from './walks.ts';

/** Everything in the record of a run that must not be, in sentences. Empty: nothing was found. */
export function check(record: RunRecord): readonly string[] {
  return [checkAudit, checkPeople, checkOwners, checkTokens, checkWalks, checkQuota].flatMap((each) => each(record));
}
