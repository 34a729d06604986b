import type { ApiVersion, Scope } from '@rollcall/contract';

/** What is known about a run besides its requests. All of it may be left out: rules then say less. */
export interface GradeFacts {
  /** The applications of the account, and what they may do. */
  readonly applications?: readonly { readonly clientId: string; readonly scopes: readonly Scope[] }[] | undefined;
  /** Of an exam: whom the client was to find on the list, because it was given an address only. */
  readonly sought?: { readonly userId: string; readonly isOnFirstPage: boolean } | undefined;
  /** Of an exam: the path family the client was to use. */
  readonly apiVersion?: ApiVersion | undefined;
  /** Of an exam: the region the client was to call. */
  readonly region?: string | undefined;
  /** Of an exam: whether the deadline ended the run. */
  readonly stopped?: boolean | undefined;
}
