import type { ApiVersion } from '../../../options.ts';
import type { Moment, OperationName } from './words.ts';

/** How a request ended: `failed` is 5xx or a spoilt answer, `no_answer` a connection that ended first. */
export type Outcome = 'succeeded' | 'refused' | 'failed' | 'no_answer';

/** Which requests are meant. */
export interface RequestFilter {
  operation?: OperationName;
  outcome?: Outcome;
  status?: number;
  reason?: string;
  client_id?: string;
  user_id?: string;
  /** Only requests after this sequence number. */
  after?: number;
}

/** How many requests of a kind there should be. At least one unless a number is given. */
export interface Expectation extends RequestFilter {
  exactly?: number;
  at_least?: number;
  at_most?: number;
}

/** One request and what it meant. Secrets are masked. */
export interface JournalEntry {
  sequence: number;
  /** By the account's clock. */
  time: Moment;
  wall_time: Moment;
  duration_ms: number;
  region: string;
  /** `ListUsers` and so on; `Unmatched` where it led to none. */
  operation: string;
  api_version?: ApiVersion;
  method: string;
  path: string;
  query: Record<string, string[]>;
  request_headers: Record<string, string>;
  request_body?: string;
  user_agent?: string;
  client_id?: string;
  /** Where it did not prove to be one: the application it said it was, or that its token was issued to. */
  claimed_client_id?: string;
  account_id?: string;
  user_id?: string;
  token?: { fingerprint: string; issued_by?: number; expire_time?: Moment; expired: boolean };
  page?: {
    walk: number;
    number: number;
    requested_size?: string;
    people?: number;
    has_next?: boolean;
    filter?: string;
    unknown_token?: boolean;
  };
  outcome: Outcome;
  /** How it ends is not known yet. */
  under_way?: boolean;
  status?: number;
  reason?: string;
  retry_after?: string;
  retry_after_ms?: number;
  rate_limit?: string;
  fault?: { id: string; kind: string };
  request_id: string;
}
