import type { ChangeContext } from '../../../domain/audit.ts';
import type { Application } from '../../../domain/directory.ts';
import type { HourlyUsage, NewSecret, SecretUse } from '../../application-verbs.ts';
import type { ApplicationChanges, CallRecord, NewApplication } from '../../storage.ts';
import type { Verb } from './intentions.ts';

/** What can be asked of the writer about applications. */
export interface ApplicationIntentions {
  createApplication: Verb<
    { readonly application: NewApplication; readonly context: ChangeContext },
    Application | undefined
  >;
  updateApplication: Verb<
    { readonly clientId: string; readonly changes: ApplicationChanges; readonly context: ChangeContext },
    Application | undefined
  >;
  deleteApplication: Verb<{ readonly clientId: string; readonly context: ChangeContext }, boolean>;
  addSecret: Verb<
    { readonly clientId: string; readonly secret: NewSecret; readonly context: ChangeContext },
    'added' | 'application_not_found' | 'too_many'
  >;
  rotateSecret: Verb<
    {
      readonly clientId: string;
      readonly secret: NewSecret;
      readonly keepOthersUntil: number | undefined;
      readonly context: ChangeContext;
    },
    'rotated' | 'application_not_found' | 'too_many'
  >;
  revokeSecret: Verb<
    { readonly clientId: string; readonly secretId: string; readonly context: ChangeContext },
    boolean
  >;
  revokeTokens: Verb<{ readonly clientId: string; readonly context: ChangeContext }, number | undefined>;
  recordCalls: Verb<{ readonly records: readonly CallRecord[] }, undefined>;
  recordSecretUses: Verb<{ readonly uses: readonly SecretUse[] }, undefined>;
  recordUsage: Verb<{ readonly usage: readonly HourlyUsage[] }, undefined>;
  sweepApplications: Verb<
    { readonly usedBefore: number; readonly endedBefore: number; readonly limit: number },
    number
  >;
}
