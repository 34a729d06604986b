/** Where the load goes. */
export interface Destination {
  readonly port: number;
  /** PEM of the CA to trust; undefined: plain HTTP. */
  readonly ca: string | undefined;
}

export interface LoadJob extends Destination {
  /** Ports of further servers that do the same: the connections are dealt out to all of them in turn. */
  readonly morePorts?: readonly number[];
  readonly connections: number;
  /** Whole HTTP/1.1 requests, body included. Connections take them in turn, from the first to the last and over again. */
  readonly requests: readonly string[];
  /** No new request after this time. Answers that are under way are awaited, but not counted when `once` is false. */
  readonly seconds: number;
  /** Each request at most once, in order. The load ends with the answer to the last. */
  readonly once: boolean;
}

export interface LoadResult {
  /** Answers with a status of 200 to 299. */
  readonly succeeded: number;
  /** Answers with any other status. */
  readonly refused: number;
  /** Connections that failed or closed in the middle, and answers that never came. */
  readonly broken: number;
  /** How many of each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What the first failure said, for people. */
  readonly firstFailure: string | undefined;
  /** Requests that were sent: with `once`, these are the first ones of the list. */
  readonly sent: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Bytes of all answers. */
  readonly bytes: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number };
  /** Processor seconds of the load generator for each second of the load: near 1, it may itself be the limit. */
  readonly generatorBusy: number;
}
