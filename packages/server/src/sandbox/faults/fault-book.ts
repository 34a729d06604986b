import type { CreateFaultRequest, FaultKind, SandboxFault } from '@rollcall/contract/sandbox';

/** The request for a fault of that kind. */
export type FaultOf<Kind extends FaultKind> = Extract<CreateFaultRequest, { readonly kind: Kind }>;

/** A fault that meets a call. */
export interface Strike {
  readonly id: string;
  readonly fault: CreateFaultRequest;
  /** Aborted when the tenant is reset or goes away: whatever the fault makes wait then waits no longer. */
  readonly over: AbortSignal;
}

interface Entry extends Pick<Strike, 'id' | 'fault'> {
  calls: number;
  hits: number;
}

/** What a request is that leads to no operation. */
const NO_OPERATION = 'Unmatched';

/** The faults of a tenant. Nothing happens by chance: each meets the calls it was set for. */
export class FaultBook {
  readonly #entries = new Map<string, Entry>();
  #set = 0;
  #life = new AbortController();

  /** Sets a fault: from now on calls are counted for it. */
  add(fault: CreateFaultRequest): SandboxFault {
    this.#set += 1;
    const entry = { id: `f${this.#set}`, fault, calls: 0, hits: 0 };
    this.#entries.set(entry.id, entry);
    return { ...entry };
  }

  /** In the order they were set. */
  list(): readonly SandboxFault[] {
    return [...this.#entries.values()].map((entry) => ({ ...entry }));
  }

  get(id: string): SandboxFault | undefined {
    const entry = this.#entries.get(id);
    return entry && { ...entry };
  }

  /** Calls that it has met already go on as it wants. @returns false if there is none of that id */
  remove(id: string): boolean {
    return this.#entries.delete(id);
  }

  /** Removes all. Ids are not given out again: the journal speaks of them. */
  removeAll(): void {
    this.#entries.clear();
  }

  /** Begins anew, and lets go of every call that a fault makes wait. */
  clear(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#entries.clear();
    this.#set = 0;
  }

  /** Lets go of every call that a fault makes wait. Whatever is set or called from now on has none to meet. */
  close(): void {
    this.#life.abort();
  }

  /** Counts a call with every fault it could meet; the one that was set first strikes. */
  strike(operation: string): Strike | undefined {
    const { signal: over } = this.#life;
    if (operation === NO_OPERATION || over.aborted) return undefined;
    let strike: Entry | undefined;
    for (const entry of this.#entries.values()) {
      const { fault } = entry;
      if (fault.operation !== operation && fault.operation !== '*') continue;
      entry.calls += 1;
      if (strike === undefined && isMeant(fault, entry.calls)) strike = entry;
    }
    if (strike === undefined) return undefined;
    strike.hits += 1;
    return { id: strike.id, fault: strike.fault, over };
  }
}

/** @param call counted from 1, from when the fault was set */
function isMeant({ first_call: first = 1, last_call: last = first }: CreateFaultRequest, call: number): boolean {
  return call >= first && (last === null || call <= last);
}
