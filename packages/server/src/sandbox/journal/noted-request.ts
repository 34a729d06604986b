import type { ApiVersion } from '@rollcall/contract';
import type { JournalEntry } from '@rollcall/contract/sandbox';
import type { TokenUse } from './token-book.ts';

type Outcome = JournalEntry['outcome'];

/** Which page of a list was asked for. */
export interface NotedPage {
  readonly walk: number;
  readonly number: number;
  readonly isForeign: boolean;
}

/** What of a request is known when it arrives. */
export interface Arrived {
  readonly sequence: number;
  /** Milliseconds since the Unix epoch, by the account's clock and by the machine's. */
  readonly time: number;
  readonly wallTime: number;
  readonly region: string;
  readonly operation: string;
  readonly version: ApiVersion | undefined;
  readonly method: string;
  readonly url: string;
  /** Names and values in turn, as they came. May be shared with other requests. */
  readonly headers: readonly string[];
  readonly fault: JournalEntry['fault'];
  readonly requestId: string;
  readonly token: TokenUse | undefined;
  /** Of a list. */
  readonly page: NotedPage | undefined;
}

/**
 * A request as it is kept: as it came, and the bare facts. Put into words, and masked, only when somebody reads it,
 * because most requests are never read.
 */
export class NotedRequest {
  readonly arrived: Arrived;
  operation: string;
  /** How it ends is known: what is on its way to the connection will arrive whole. */
  settled = false;
  /** The connection is done with it. */
  ended = false;
  durationMs = 0;
  outcome: Outcome = 'no_answer';
  status: number | undefined = undefined;
  reason: string | undefined = undefined;
  clientId: string | undefined = undefined;
  retryAfter: string | undefined = undefined;
  retryAfterMs: number | undefined = undefined;
  rateLimit: string | undefined = undefined;
  people: number | undefined = undefined;
  hasNext: boolean | undefined = undefined;
  expired: boolean;
  /** Masked, and cut to what is shown. */
  body: string | undefined = undefined;

  constructor(arrived: Arrived) {
    this.arrived = arrived;
    this.operation = arrived.operation;
    this.expired = arrived.token?.expired ?? false;
  }
}
