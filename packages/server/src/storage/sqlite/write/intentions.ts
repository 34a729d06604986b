import type { UserState } from '@rollcall/contract';
import type { AuditRecord, ChangeContext } from '../../../domain/audit.ts';
import type { Account, Person } from '../../../domain/directory.ts';
import type { PersonChanges, Rules } from '../../../domain/person-change.ts';
import type { AccountChanges, NewAccount } from '../../account-verbs.ts';
import type { CreateUserResult, DeleteUserResult, UpdateUserResult } from '../../people-verbs.ts';
import type { CredentialHash, TransitionResult, UniqueField } from '../../storage.ts';
import type { ApplicationIntentions } from './application-intentions.ts';
import type { IdentityIntentions } from './identities/intentions.ts';

export interface Verb<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/** Everything that can be asked of the writer: plain data, so that it can cross to the writer's thread. */
export interface Verbs extends ApplicationIntentions, IdentityIntentions {
  moveUser: Verb<
    {
      readonly accountId: string;
      readonly userId: string;
      readonly target: UserState;
      readonly context: ChangeContext;
    },
    TransitionResult
  >;
  createUser: Verb<
    { readonly accountId: string; readonly person: Person; readonly context: ChangeContext },
    CreateUserResult
  >;
  updateUser: Verb<
    {
      readonly accountId: string;
      readonly userId: string;
      readonly changes: PersonChanges;
      readonly context: ChangeContext;
      readonly rules: Rules;
    },
    UpdateUserResult
  >;
  deleteUser: Verb<
    {
      readonly accountId: string;
      readonly userId: string;
      readonly context: ChangeContext;
      readonly rules: Rules;
    },
    DeleteUserResult
  >;
  issueToken: Verb<
    {
      readonly hash: CredentialHash;
      readonly clientId: string;
      readonly expiresAt: number;
      readonly context: ChangeContext;
    },
    boolean
  >;
  revokeToken: Verb<
    { readonly hash: CredentialHash; readonly clientId: string; readonly context: ChangeContext },
    boolean
  >;
  sweepTokens: Verb<{ readonly before: number; readonly limit: number }, number>;
  appendAudit: Verb<{ readonly record: AuditRecord; readonly context: ChangeContext }, undefined>;
  createAccount: Verb<{ readonly account: NewAccount; readonly context: ChangeContext }, Account>;
  updateAccount: Verb<
    { readonly accountId: string; readonly changes: AccountChanges; readonly context: ChangeContext },
    Account | undefined
  >;
  loadKey: Verb<{ readonly name: string }, Uint8Array>;
  probe: Verb<Record<never, never>, undefined>;
}

export type VerbName = keyof Verbs;

/** One intention on its way to the writer. */
export type Intention = { [V in VerbName]: { readonly verb: V; readonly input: Verbs[V]['input'] } }[VerbName];

/** What an intention came to. Errors travel as data: a thread boundary would strip their class. */
export type Answer =
  | { readonly ok: true; readonly value: Verbs[VerbName]['output'] }
  | { readonly ok: false; readonly kind: 'unavailable' | 'internal'; readonly message: string }
  | { readonly ok: false; readonly kind: 'conflict'; readonly field: UniqueField; readonly message: string };
