import { USER_STATES, type UserState } from '@rollcall/contract';
import fc from 'fast-check';
import type { Call, Operation } from '../operation.ts';
import type { Entry, RunRecord } from './record.ts';
import { DEAD, entry, LAST_OWNER, operation } from './sample-runs.ts';

const PEOPLE = ['ADA', 'BEN', 'CAT', 'DAN'];
const OWNERS = 2;
const SPAN = 60;

/** What a request does, and to its token where it is about one. */
type Kind = 'move' | 'get' | 'issue' | 'revoke' | 'use';
type Effect = Partial<Operation> & { readonly isWritten?: true };

interface Wish {
  readonly kind: Kind;
  readonly user: string;
  readonly target: UserState;
  /** When it happens. The request begins so much before, and is answered so much later. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
  /** Whether the answer is lost; it may then never happen, or long after the client has given up. */
  readonly fate: 'answered' | 'late' | 'never';
}

/** Runs of a service that does each thing at one moment, some of whose answers are lost. */
export function simulatedRun(): fc.Arbitrary<RunRecord> {
  const wait = fc.integer({ min: 1, max: 20 });
  const fate = fc.constantFrom('answered' as const, 'answered' as const, 'late' as const, 'never' as const);
  const wish = fc.record({
    kind: fc.constantFrom<Kind[]>('move', 'move', 'get', 'issue', 'revoke', 'use'),
    user: fc.constantFrom(...PEOPLE),
    target: fc.constantFrom(...USER_STATES),
    ...{ at: fc.nat(SPAN), before: wait, after: wait, fate },
  });
  return fc.array(wish, { maxLength: 30 }).map((wishes) => new Simulation().run(wishes));
}

class Simulation {
  readonly #states = new Map<string, UserState>(PEOPLE.map((id) => [id, 'ACTIVE']));
  readonly #tokens = new Set<string>();
  readonly #audit: Entry[] = [];
  #known: { readonly token: string; readonly since: number } | undefined;

  run(wishes: readonly Wish[]): RunRecord {
    const before = PEOPLE.map((id, index) => ({ id, state: 'ACTIVE' as const, isOwner: index < OWNERS }));
    const operations = wishes.toSorted((a, b) => a.at - b.at).map((wish) => this.#carryOut(wish));
    return {
      ...{ before, operations, walks: [], audit: this.#audit, ownersSeen: [], limits: new Map() },
      after: { states: this.#states, tokens: this.#tokens },
    };
  }

  #carryOut(wish: Wish): Operation {
    const { at, before, after, fate } = wish;
    const invoked = at - before;
    const completed = fate === 'late' ? at - before / 2 : at + after;
    // Nobody can name a token before it was handed out.
    const token = this.#known && this.#known.since < invoked ? this.#known.token : undefined;
    const call = callOf(wish, token);
    const bearer = wish.kind === 'use' && token ? token : 'main';
    const { isWritten, ...effect } = fate === 'never' ? {} : this.#happen(call, bearer);
    const unknown = { outcome: 'unknown', status: undefined, requestId: undefined, people: [] } as const;
    const made = operation(call, [invoked, completed], { bearer, ...(fate === 'answered' ? effect : unknown) });
    if (isWritten) this.#audit.push(entry({ ...made, ...effect }, this.#audit.length + 1));
    if (made.issued !== undefined) this.#known = { token: made.issued, since: completed };
    return made;
  }

  #happen(call: Call, bearer: string): Effect {
    if (bearer !== 'main' && !this.#tokens.has(bearer)) return { ...DEAD, people: [] };
    switch (call.kind) {
      case 'move':
        return this.#move(call.user, call.target);
      case 'issue': {
        const issued = `token ${this.#audit.length}`;
        this.#tokens.add(issued);
        return { issued, isWritten: true };
      }
      case 'revoke':
        return this.#tokens.delete(call.token) ? { isWritten: true } : {};
      case 'get':
        return { people: [{ id: call.user, state: this.#states.get(call.user) ?? 'ACTIVE' }] };
      default:
        return {};
    }
  }

  #move(user: string, target: UserState): Effect {
    const people = [{ id: user, state: target }];
    if (this.#states.get(user) === target) return { people };
    const owners = PEOPLE.slice(0, OWNERS).filter((id) => this.#states.get(id) === 'ACTIVE');
    if (target === 'SUSPENDED' && owners.length === 1 && owners.includes(user)) {
      return { ...LAST_OWNER, isWritten: true };
    }
    this.#states.set(user, target);
    return { people, isWritten: true };
  }
}

function callOf({ kind, user, target }: Wish, token: string | undefined): Call {
  if (kind === 'move') return { kind, user, target };
  if (kind === 'revoke' && token !== undefined) return { kind, token };
  return kind === 'get' || kind === 'use' ? { kind: 'get', user } : { kind: 'issue' };
}
