import type { NewPerson } from './person.ts';
import type { OperationName } from './words.ts';

interface FaultCalls {
  /** `*` for calls of any. */
  operation: OperationName | '*';
  /** From which call on, counted from when the fault is set; 1 unless given. */
  first_call?: number;
  /** Up to which call; null: until the fault is removed. The first call alone unless given. */
  last_call?: number | null;
}

/** What goes wrong, and for which calls. */
export type Fault = FaultCalls &
  (
    | { kind: 'answer'; status: number; reason?: string }
    | { kind: 'rate_limit'; retry_after_seconds: number; retry_after_form?: 'seconds' | 'date' }
    | { kind: 'delay'; delay_ms: number }
    | { kind: 'slow_body'; duration_ms: number }
    | { kind: 'cut_body'; after_bytes?: number }
    | { kind: 'reset_connection'; when?: 'before' | 'after' }
    | { kind: 'hang' }
    | { kind: 'broken_json' }
    | { kind: 'empty_page' }
    | { kind: 'expired_token' }
    | { kind: 'html'; status?: number }
    | { kind: 'advance_clock'; seconds: number }
    | {
        kind: 'change_people';
        create?: NewPerson[];
        suspend?: string[];
        reactivate?: string[];
        delete?: string[];
      }
  );

/** A fault that is set, and what it has done. */
export interface FaultState {
  id: string;
  fault: Fault;
  /** Calls of the operation since it was set. */
  calls: number;
  /** Calls it met. */
  hits: number;
}
