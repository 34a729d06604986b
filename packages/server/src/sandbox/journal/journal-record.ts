import type { ApiVersion } from '@rollcall/contract';
import type { JournalEntry } from '@rollcall/contract/sandbox';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../domain/clock.ts';
import type { Answer } from '../../http/answer.ts';
import type { ExchangeOutcome } from '../../http/exchange-record.ts';
import type { Strike } from '../faults/fault-book.ts';

/** A request that arrived. */
export interface Arrival {
  readonly request: FastifyRequest;
  readonly operation: string;
  readonly version: ApiVersion | undefined;
  readonly region: string;
  readonly clock: Clock;
  readonly strike: Strike | undefined;
}

/** What became of an answer on the connection. */
export interface Ending {
  /** It went out to its end. */
  readonly whole: boolean;
  /** Its headers went out. */
  readonly begun: boolean;
}

/** A request being written down: from its arrival to the end of its answer. */
export interface JournalRecord {
  /** As it would be read now. */
  readonly entry: JournalEntry;
  /** The answer as it is meant, before a fault spoils it on the way. */
  answered(answer: Answer, outcome: ExchangeOutcome): void;
  /** The connection is done with it. */
  ended(ending: Ending): void;
}
