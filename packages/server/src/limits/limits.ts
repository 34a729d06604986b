import type { QuotaDecision } from '../domain/quota-window.ts';
import type { Awaitable, StoredApplication } from '../storage/storage.ts';

/** What of an application its limits depend on. */
export type LimitedApplication = Pick<
  StoredApplication,
  'clientId' | 'requestsPerMinute' | 'requestsPerHour' | 'accountLimits'
>;

/** Counts the requests of every application against its limits: on this server, or on all servers together. */
export interface QuotaGate {
  /**
   * Counts one request if the limits allow it.
   * @throws StorageUnavailable where what is counted together cannot be asked for: nobody passes uncounted
   */
  take(application: LimitedApplication): Awaitable<QuotaDecision>;
  /**
   * What is left, counting nothing: for answers that were refused before the limits came into it.
   * @throws StorageUnavailable like `take`
   */
  peek(application: LimitedApplication): Awaitable<QuotaDecision>;
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
