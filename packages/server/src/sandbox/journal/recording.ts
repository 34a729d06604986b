import { issueToken, listUsers, OAUTH_ERRORS, OPERATIONS } from '@rollcall/contract';
import type { JournalEntry } from '@rollcall/contract/sandbox';
import type { Answer } from '../../http/answer.ts';
import type { ExchangeOutcome } from '../../http/exchange-record.ts';
import type { Arrival, Ending, JournalRecord } from './journal-record.ts';
import { readListAnswer } from './list-answer.ts';
import type { NotedRequest } from './noted-request.ts';
import { arrivesWhole, outcomeOf } from './outcome.ts';
import { retryAfterMs } from './retry-after.ts';
import { isExpired, type TokenBook } from './token-book.ts';
import type { Place, WalkBook } from './walk-book.ts';

/** Where what is learned from answers goes. */
export interface Surroundings {
  readonly tokens: TokenBook;
  readonly walks: WalkBook;
  readonly entryOf: (noted: NotedRequest) => JournalEntry;
  /** Called once: nothing more will happen to it. */
  readonly onEnd: (noted: NotedRequest) => void;
}

const WHOLE: Ending = { whole: true, begun: true };
const OAUTH: ReadonlySet<string> = new Set(OPERATIONS.filter(({ kind }) => kind === 'oauth').map(({ id }) => id));
const OAUTH_REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries(OAUTH_ERRORS).map(([reason, { error }]) => [reason, error]),
);

/** Writes down what becomes of one request. */
export class Recording implements JournalRecord {
  readonly #noted: NotedRequest;
  readonly #arrival: Arrival;
  readonly #place: Place | undefined;
  readonly #surroundings: Surroundings;
  readonly #startedAt = performance.now();

  constructor(noted: NotedRequest, arrival: Arrival, place: Place | undefined, surroundings: Surroundings) {
    this.#noted = noted;
    this.#arrival = arrival;
    this.#place = place;
    this.#surroundings = surroundings;
  }

  get entry(): JournalEntry {
    return this.#surroundings.entryOf(this.#noted);
  }

  answered(answer: Answer, { operation, reason, clientId }: ExchangeOutcome): void {
    const noted = this.#noted;
    // The right path with a wrong method, or one that is switched off, leads to no operation.
    noted.operation = operation;
    noted.clientId = clientId;
    noted.reason = this.#reasonOnTheWire(reason);
    // Who went away before got nothing of it.
    if (noted.ended) return;
    const { headers } = answer;
    noted.status = answer.status;
    noted.retryAfter = headers['retry-after'];
    noted.retryAfterMs = retryAfterMs(answer);
    noted.rateLimit = headers.ratelimit;
    noted.expired ||= reason === 'invalid_token' && this.#tokenIsExpired();
    this.#learn(answer, clientId);
    const fault = noted.arrived.fault?.kind;
    if (!arrivesWhole(fault)) return;
    // The client may have the answer, and ask for the journal, before the connection says that it is done.
    this.#settle(WHOLE);
  }

  ended(ending: Ending): void {
    const noted = this.#noted;
    if (noted.ended) return;
    noted.ended = true;
    this.#settle(ending);
    if (!ending.begun) {
      noted.status = undefined;
      noted.people = undefined;
      noted.hasNext = undefined;
      noted.retryAfter = undefined;
      noted.retryAfterMs = undefined;
      noted.rateLimit = undefined;
    }
    if (this.#place) this.#place.state = noted.outcome === 'succeeded' ? 'had' : 'lost';
    this.#surroundings.onEnd(noted);
  }

  #settle(ending: Ending): void {
    const noted = this.#noted;
    noted.durationMs = performance.now() - this.#startedAt;
    noted.outcome = outcomeOf(noted.status, ending, noted.arrived.fault?.kind);
    noted.settled = true;
  }

  #learn(answer: Answer, clientId: string | undefined): void {
    const { tokens, walks } = this.#surroundings;
    const { operation, arrived } = this.#noted;
    if (answer.status !== 200) return;
    if (operation === issueToken.id) {
      tokens.learn(answer, { sequence: arrived.sequence, clientId, now: this.#arrival.clock.now() });
    } else if (operation === listUsers.id && this.#place && arrived.fault?.kind !== 'html') {
      const { people, nextPageToken } = readListAnswer(answer.body);
      this.#noted.people = people;
      this.#noted.hasNext = nextPageToken !== undefined;
      if (nextPageToken !== undefined) walks.tell(this.#place, nextPageToken);
    }
  }

  #tokenIsExpired(): boolean {
    return isExpired(this.#noted.arrived.token?.issued, this.#arrival.clock.now());
  }

  /** An OAuth endpoint says less than what is known about its refusals. */
  #reasonOnTheWire(reason: string | undefined): string | undefined {
    if (reason === undefined) return undefined;
    return OAUTH.has(this.#arrival.operation) ? (OAUTH_REASONS.get(reason) ?? reason) : reason;
  }
}
