import type { ChangeContext } from '../../../../domain/audit.ts';
import type { Operator, PrincipalId, SingleSignOn } from '../../../../domain/principal.ts';
import type { KeyUse, NewAdminKey, NewInvite, NewPasskey, NewSession, SessionStart } from '../../../identity-verbs.ts';
import type { CredentialHash } from '../../../storage.ts';
import type { Verb } from '../intentions.ts';

interface InContext {
  readonly context: ChangeContext;
}

interface OfPrincipal extends InContext {
  readonly principal: PrincipalId;
}

/** What can be asked of the writer about who signs in. */
export interface IdentityIntentions {
  createOperator: Verb<InContext & { readonly operator: Omit<Operator, 'createTime'> }, Operator>;
  deleteOperator: Verb<InContext & { readonly operatorId: string }, boolean>;
  createInvite: Verb<InContext & { readonly invite: NewInvite }, boolean>;
  acceptInvite: Verb<
    InContext & { readonly hash: CredentialHash; readonly passkey: NewPasskey; readonly session: NewSession },
    boolean
  >;
  addPasskey: Verb<OfPrincipal & { readonly passkey: NewPasskey }, boolean>;
  removePasskey: Verb<OfPrincipal & { readonly credentialId: string }, boolean>;
  startSession: Verb<OfPrincipal & { readonly session: NewSession; readonly more: SessionStart }, boolean>;
  endSession: Verb<OfPrincipal & { readonly sessionId: string }, boolean>;
  endSessions: Verb<OfPrincipal, number>;
  spend: Verb<{ readonly hash: CredentialHash; readonly expiresAt: number }, boolean>;
  createAdminKey: Verb<InContext & { readonly key: NewAdminKey }, boolean>;
  recordKeyUses: Verb<{ readonly uses: readonly KeyUse[] }, undefined>;
  deleteAdminKey: Verb<InContext & { readonly id: string; readonly accountId: string | undefined }, boolean>;
  setSingleSignOn: Verb<InContext & { readonly accountId: string; readonly sso: SingleSignOn | undefined }, boolean>;
  sweepSignIns: Verb<{ readonly before: number; readonly limit: number }, number>;
}
