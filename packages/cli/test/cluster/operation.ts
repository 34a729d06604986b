import type { UserState } from '@rollcall/contract';

/** What a client asked for. People are named by id, tokens by their SHA-256. */
export type Call =
  | { readonly kind: 'move'; readonly user: string; readonly target: UserState }
  | { readonly kind: 'get'; readonly user: string }
  | { readonly kind: 'page'; readonly filter: UserState | undefined }
  | { readonly kind: 'issue' }
  | { readonly kind: 'revoke'; readonly token: string };

/**
 * `done`: it happened. `refused`: it surely did not happen. `unknown`: no answer came, or one that leaves it open (503);
 * it may have happened, or still happen.
 */
export type Outcome = 'done' | 'refused' | 'unknown';

/** One request of a recorded history. Times are milliseconds of one monotonic clock. */
export interface Operation {
  /** Sent as the User-Agent, so that the audit log says which request an entry belongs to. */
  readonly id: string;
  readonly call: Call;
  /** The client id of the application that asked. */
  readonly application: string;
  /** The bearer token, where one was sent. */
  readonly bearer: string | undefined;
  readonly invoked: number;
  /** When the answer was there, or it was clear that none comes. */
  readonly completed: number;
  readonly outcome: Outcome;
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** The error's name, where it was refused; what the client heard, where no answer came. */
  readonly reason: string | undefined;
  /** Whole seconds. */
  readonly retryAfter: number | undefined;
  /** People in the answer, in its order, and the state they are shown in. */
  readonly people: readonly { readonly id: string; readonly state: UserState }[];
  /** The token that was issued. */
  readonly issued: string | undefined;
}

/** When its effect has happened at the latest: unknown ones may still be on their way. */
export function settledAt({ outcome, completed }: Operation): number {
  return outcome === 'unknown' ? Number.POSITIVE_INFINITY : completed;
}
