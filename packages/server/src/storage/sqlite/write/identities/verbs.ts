import type { VerbHandlers } from '../transaction.ts';
import { createAdminKey, deleteAdminKey, recordKeyUses } from './admin-keys.ts';
import type { IdentityIntentions } from './intentions.ts';
import { createOperator, deleteOperator } from './operators.ts';
import { acceptInvite, addPasskey, createInvite, removePasskey } from './passkeys.ts';
import { endSession, endSessions, spend, startSession, sweepSignIns } from './sessions.ts';
import { setSingleSignOn } from './single-sign-on.ts';

/** How each verb about who signs in is carried out. */
export const IDENTITY_VERBS: Pick<VerbHandlers, keyof IdentityIntentions> = {
  createOperator,
  deleteOperator,
  createInvite,
  acceptInvite,
  addPasskey,
  removePasskey,
  startSession,
  endSession,
  endSessions,
  spend,
  createAdminKey,
  recordKeyUses,
  deleteAdminKey,
  setSingleSignOn,
  sweepSignIns,
};
