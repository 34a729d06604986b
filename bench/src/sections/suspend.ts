import type { LoadResult } from '../load/load-job.ts';
import type { Room } from '../room.ts';
import type { Requests, RollcallServer } from '../targets/rollcall.ts';

type Verb = 'suspend' | 'reactivate';

/**
 * Suspends people each once, then reactivates each once, and so on: every request changes something, so every answer
 * had to wait for a commit. Keeps count of who is in which state over all rounds.
 */
export class SuspendLoad {
  readonly #room: Room;
  readonly #server: RollcallServer;
  readonly #requests: Requests;
  readonly #connections: number;
  #active: string[];
  #suspended: string[] = [];
  #verb: Verb = 'suspend';

  /** @param people who are active now */
  constructor(
    room: Room,
    server: RollcallServer,
    requests: Requests,
    people: { readonly active: readonly string[]; readonly connections: number },
  ) {
    this.#room = room;
    this.#server = server;
    this.#requests = requests;
    this.#connections = people.connections;
    this.#active = [...people.active];
  }

  /** How many were suspended and have not been reactivated. */
  get suspended(): number {
    return this.#suspended.length;
  }

  /** One load of at most so many seconds; it ends early when everyone has been changed. */
  async run(seconds: number): Promise<LoadResult> {
    const from = this.#verb === 'suspend' ? this.#active : this.#suspended;
    const { port, ca } = this.#server;
    const requests = from.map((id) => this.#requests.change(id, this.#verb));
    const job = { port, ca, connections: this.#connections, requests, seconds, once: true };
    const result = await this.#room.generator.run(job);
    const changed = from.slice(0, result.sent);
    const rest = from.slice(result.sent);
    if (this.#verb === 'suspend') {
      this.#active = rest;
      this.#suspended = [...this.#suspended, ...changed];
    } else {
      this.#suspended = rest;
      this.#active = [...this.#active, ...changed];
    }
    // The next load takes the state that more people are in, so that it has enough to do.
    this.#verb = this.#active.length >= this.#suspended.length ? 'suspend' : 'reactivate';
    return result;
  }
}
