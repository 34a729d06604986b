import type { ApiVersion } from '@rollcall/contract';
import type { GradeSituation } from '@rollcall/contract/sandbox';
import type { SameCredentials } from './same-credentials.ts';
import type { ExamCredentials, Situation } from './situation.ts';

export interface ExamOptions {
  /** The sandbox it takes place in, in this process or elsewhere. Each situation has an account of its own in it. */
  readonly sandbox: { readonly controlUrl: string | undefined };
  /**
   * Lets the client under test do the task of the situation. Settles when the client is done; rejects when the client
   * itself says that it failed, which is the right end of some situations.
   *
   * @param signal aborted when the deadline has come: stop the client. What it did until then is judged
   */
  readonly run: (situation: Situation, credentials: ExamCredentials, signal: AbortSignal) => Promise<void>;
  /** Ids of situations to run; all of them unless given. The others are reported as not run. */
  readonly only?: readonly string[] | undefined;
  /** Why a situation cannot be run with this client, for the report; undefined: it is run. */
  readonly leaveOut?: ((situation: Situation) => string | undefined) | undefined;
  /** The same in every situation, for a client that somebody configures once; without it each has its own. One at a time. */
  readonly credentials?: SameCredentials | undefined;
  /** Path families the client speaks: the first is used wherever a situation does not ask for one. `v1`, `v1beta1` unless given. */
  readonly apiVersions?: readonly ApiVersion[] | undefined;
  /** Milliseconds a client has for one situation, by the machine's clock. 30,000 unless given. */
  readonly deadlineMs?: number | undefined;
  /** Ends the exam: the situation that runs is stopped, those that follow are not run. */
  readonly signal?: AbortSignal | undefined;
  /** Situations that run at once, from 1. 1 unless given: one after the other. */
  readonly concurrency?: number | undefined;
  /** Told when a situation is begun, for whoever watches. */
  readonly onBegin?: ((situation: Situation) => void) | undefined;
  /** Told when it is over. */
  readonly onEnd?: ((situation: Situation, result: GradeSituation) => void) | undefined;
}
