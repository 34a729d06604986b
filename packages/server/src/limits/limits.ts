import type { Quota } from '@rollcall/contract';
import type { QuotaDecision } from '../domain/quota-window.ts';
import type { Awaitable } from '../storage/storage.ts';

/** Counts the requests of every caller against its limits: on this server, or on all servers together. */
export interface QuotaGate {
  /**
   * Counts one request if the limits allow it.
   * @param caller client id of an application; others are told apart from these by a word before their id
   * @param quota its limits; where they have changed, counting starts anew
   * @throws StorageUnavailable where what is counted together cannot be asked for: nobody passes uncounted
   */
  take(caller: string, quota: Quota): Awaitable<QuotaDecision>;
  /**
   * What is left, counting nothing: for answers that were refused before the limits came into it.
   * @throws StorageUnavailable like `take`
   */
  peek(caller: string, quota: Quota): Awaitable<QuotaDecision>;
  /** Lets everybody's counting on this server start anew. What is counted together stays. */
  clear(): void;
}

/**
 * The OAuth endpoints' guard against guessing secrets. Only failures count, and they count against the pair of client
 * id and network, so that nobody can lock an application out from elsewhere.
 */
export interface AttemptGuard {
  /**
   * Whole seconds until another attempt is heard; 0 means now.
   * @param clientId undefined for whatever cannot be one: all of that counts as one client
   * @throws StorageUnavailable where what is counted together cannot be asked for: nobody guesses uncounted
   */
  secondsToWait(clientId: string | undefined, address: string): Awaitable<number>;
  /** @throws StorageUnavailable like `secondsToWait` */
  countFailure(clientId: string | undefined, address: string): Awaitable<void>;
  /** Forgets every failure that only this server knows of. */
  clear(): void;
}
