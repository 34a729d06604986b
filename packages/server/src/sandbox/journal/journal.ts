import { listUsers } from '@rollcall/contract';
import type { JournalEntry } from '@rollcall/contract/sandbox';
import { hasBody, readBody } from '../../http/read-body.ts';
import { entryOf } from './journal-entry.ts';
import { fits, type RequestFilter } from './journal-query.ts';
import type { Arrival, JournalRecord } from './journal-record.ts';
import { KeptRequests } from './kept-requests.ts';
import { NotedRequest } from './noted-request.ts';
import { pageAskedFor } from './page-asked-for.ts';
import { Recording, type Surroundings } from './recording.ts';
import { Secrets } from './secrets.ts';
import { SharedHeaders } from './shared-headers.ts';
import { TokenBook, type TokenUse } from './token-book.ts';
import { type WaitResult, Waits } from './waits.ts';
import { type Place, WalkBook } from './walk-book.ts';

const MAX_BODY_BYTES_SHOWN = 1024;

/** What was asked of a tenant, and what that meant. */
export class Journal {
  readonly #kept = new KeptRequests();
  readonly #headers = new SharedHeaders();
  readonly #secrets = new Secrets();
  readonly #tokens = new TokenBook();
  readonly #walks = new WalkBook();
  readonly #waits = new Waits();
  readonly #surroundings: Surroundings = {
    tokens: this.#tokens,
    walks: this.#walks,
    entryOf: (noted) => entryOf(noted, this.#secrets),
    onEnd: (noted) => {
      if (this.#waits.size > 0 && this.#kept.has(noted)) this.#waits.ended(noted);
    },
  };
  #sequence = 0;

  /** A request arrived. What is done here, every request waits for. */
  begin(arrival: Arrival): JournalRecord {
    const { request, operation, version, region, clock, strike } = arrival;
    const { rawHeaders } = request.raw;
    this.#secrets.learn(request.headers.authorization);
    const token = this.#tokens.use(arrival);
    const place = operation === listUsers.id && request.method === 'GET' ? this.#placeOf(arrival, token) : undefined;
    const headers = this.#headers.share(rawHeaders);
    this.#sequence += 1;
    const noted = new NotedRequest({
      sequence: this.#sequence,
      time: clock.now(),
      wallTime: Date.now(),
      region,
      operation,
      version,
      method: request.method,
      url: request.url,
      headers,
      fault: strike && { id: strike.id, kind: strike.fault.kind },
      requestId: request.id,
      token,
      page: place && { walk: place.walk.id, number: place.number, isForeign: place.isForeign },
    });
    this.#kept.add(noted, headers !== rawHeaders);
    if (hasBody(request.raw)) void this.#noteBody(arrival, noted);
    return new Recording(noted, arrival, place, this.#surroundings);
  }

  /** All of them, oldest first. */
  entries(): readonly JournalEntry[] {
    return this.find({}).map((noted) => this.entryOf(noted));
  }

  /** The requests that fit, oldest first. */
  find(filter: RequestFilter): readonly NotedRequest[] {
    return [...this.#kept.after(filter.after ?? 0)].filter((noted) => fits(noted, filter));
  }

  /** As it is read, masked. */
  entryOf(noted: NotedRequest): JournalEntry {
    return this.#surroundings.entryOf(noted);
  }

  /** Oldest requests that are not kept any more. */
  get dropped(): number {
    return this.#kept.dropped;
  }

  /**
   * Waits until so many requests that fit have been answered.
   *
   * @param timeoutMs by the machine's clock
   * @param signal aborted when nobody waits any more
   */
  async wait(
    filter: RequestFilter,
    { count, timeoutMs, signal }: { readonly count: number; readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<WaitResult> {
    const known = this.find(filter);
    // What has been answered counts at once, but who waits for more is told when the connection is done with it.
    if (known.filter(({ settled }) => settled).length >= count) return 'met';
    const ended = known.filter(({ ended }) => ended).length;
    return this.#waits.add({ fits: (noted) => fits(noted, filter), count, ended, timeoutMs, signal });
  }

  /** Empties it. Sequence numbers and walks begin anew; tokens stay known; who waits goes on waiting. */
  clear(): void {
    this.#kept.clear();
    this.#waits.startAnew();
    this.#headers.clear();
    this.#tokens.forgetRequests();
    this.#walks.forgetRequests();
    this.#sequence = 0;
  }

  /** As it was at the start. */
  reset(): void {
    this.close();
    this.clear();
    this.#secrets.clear();
    this.#tokens.clear();
    this.#walks.clear();
  }

  /** Lets go of whoever waits. */
  close(): void {
    this.#waits.close();
  }

  #placeOf({ request }: Arrival, token: TokenUse | undefined): Place {
    const caller = token && (token.issued?.clientId ?? token.fingerprint);
    return this.#walks.visit(pageAskedFor(request.url).pageToken, {
      caller,
      connection: request.raw.socket.remotePort,
    });
  }

  /** Whether or not anybody else reads it: what was meant to be asked shows in it. */
  async #noteBody({ request }: Arrival, noted: NotedRequest): Promise<void> {
    try {
      const body = await readBody(request.raw);
      const masked = this.#secrets.maskedBody(new TextDecoder().decode(body));
      // A character that is cut in two is left out.
      noted.body = new TextDecoder().decode(Buffer.from(masked).subarray(0, MAX_BODY_BYTES_SHOWN), { stream: true });
    } catch {
      // Too long, or its sender went away: the answer says so. What is still to come is passed over.
      request.raw.resume();
    }
  }
}
