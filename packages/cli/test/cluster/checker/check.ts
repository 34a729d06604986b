import { checkAnswers } from './answers.ts';
import { checkAudit } from './audit.ts';
import { checkOwners } from './owners.ts';
import { checkPeople } from './people.ts';
import { checkQuota } from './quota.ts';
import type { RunRecord } from './record.ts';
import { checkTokens } from './tokens.ts';
import { checkWalks } from './walks.ts';

const CHECKS = [checkAnswers, checkAudit, checkPeople, checkOwners, checkTokens, checkWalks, checkQuota];

/** Everything in the record of a run that must not be, in sentences. Empty: nothing was found. */
export function check(record: RunRecord): readonly string[] {
  return CHECKS.flatMap((each) => each(record));
}
