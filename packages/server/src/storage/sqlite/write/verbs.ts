import { createAccount, updateAccount } from './accounts.ts';
import { createApplication, deleteApplication, updateApplication } from './applications.ts';
import { appendAudit, loadKey, probe, recordCalls } from './housekeeping.ts';
import { IDENTITY_VERBS } from './identities/verbs.ts';
import type { Intention, VerbName, Verbs } from './intentions.ts';
import { moveUser } from './move-user.ts';
import { createUser, deleteUser, updateUser } from './people.ts';
import { addSecret, revokeSecret, rotateSecret } from './secrets.ts';
import { issueToken, revokeToken, revokeTokens, sweepTokens } from './tokens.ts';
import type { Transaction, VerbHandlers } from './transaction.ts';
import { recordSecretUses, recordUsage, sweepApplications } from './usage.ts';

const VERBS: VerbHandlers = {
  ...IDENTITY_VERBS,
  moveUser,
  createUser,
  updateUser,
  deleteUser,
  issueToken,
  revokeToken,
  sweepTokens,
  appendAudit,
  recordCalls,
  createAccount,
  updateAccount,
  createApplication,
  updateApplication,
  deleteApplication,
  addSecret,
  rotateSecret,
  revokeSecret,
  revokeTokens,
  recordSecretUses,
  recordUsage,
  sweepApplications,
  loadKey,
  probe,
};

/** Carries an intention out inside the transaction. */
export function carryOut(transaction: Transaction, intention: Intention): Verbs[VerbName]['output'] {
  // Each handler takes exactly the input of its own name, which an indexed union cannot express.
  const handler = VERBS[intention.verb] as (
    transaction: Transaction,
    input: Intention['input'],
  ) => Verbs[VerbName]['output'];
  return handler(transaction, intention.input);
}
