import type { NotedRequest } from './noted-request.ts';

export const MAX_REQUESTS = 100_000;
const MAX_BYTES = 128 * 2 ** 20;
/** Of a request besides its text, roughly. */
const BYTES_EACH = 600;
/** Of a text besides its characters. */
const BYTES_A_TEXT = 24;

/** The last requests: bounded in number and in bytes, so that the memory of a long load stays flat. */
export class KeptRequests {
  /** Before `#first` are places of what was dropped; they are given back now and then, many at once. */
  #requests: (NotedRequest | undefined)[] = [];
  #weights: number[] = [];
  #first = 0;
  #bytes = 0;
  #dropped = 0;

  /** @param isShared whether its headers are those of another request */
  add(request: NotedRequest, isShared: boolean): void {
    const weight = weightOf(request, isShared);
    this.#requests.push(request);
    this.#weights.push(weight);
    this.#bytes += weight;
    while (this.size > 1 && (this.size > MAX_REQUESTS || this.#bytes > MAX_BYTES)) this.#drop();
  }

  get size(): number {
    return this.#requests.length - this.#first;
  }

  /** How many are not there any more. */
  get dropped(): number {
    return this.#dropped;
  }

  has(request: NotedRequest): boolean {
    const oldest = this.#requests[this.#first]?.arrived.sequence ?? 0;
    return this.#requests[this.#first + request.arrived.sequence - oldest] === request;
  }

  /** Oldest first. @param after only those with a higher sequence number */
  *after(after: number): Generator<NotedRequest> {
    const oldest = this.#requests[this.#first]?.arrived.sequence;
    if (oldest === undefined) return;
    // They were added in the order of their numbers, without a gap.
    for (let at = this.#first + Math.max(0, after + 1 - oldest); at < this.#requests.length; at++) {
      const request = this.#requests[at];
      if (request) yield request;
    }
  }

  clear(): void {
    this.#requests = [];
    this.#weights = [];
    this.#first = 0;
    this.#bytes = 0;
    this.#dropped = 0;
  }

  #drop(): void {
    this.#bytes -= this.#weights[this.#first] ?? 0;
    this.#requests[this.#first] = undefined;
    this.#first += 1;
    this.#dropped += 1;
    if (this.#first < this.#requests.length / 2) return;
    this.#requests = this.#requests.slice(this.#first);
    this.#weights = this.#weights.slice(this.#first);
    this.#first = 0;
  }
}

function weightOf({ arrived: { url, headers } }: NotedRequest, isShared: boolean): number {
  let weight = BYTES_EACH + url.length;
  if (!isShared) for (const text of headers) weight += text.length + BYTES_A_TEXT;
  return weight;
}
