import type { CreateFaultRequest, SandboxFault } from '@rollcall/contract/sandbox';

/** A fault that meets a call. */
export interface Strike {
  readonly id: string;
  readonly fault: CreateFaultRequest;
}

interface Entry extends Strike {
  calls: number;
  hits: number;
}

/** The faults of a tenant. Nothing happens by chance: each meets the calls it was set for. */
export class FaultBook {
  readonly #entries = new Map<string, Entry>();
  #set = 0;

  add(fault: CreateFaultRequest): SandboxFault {
    this.#set += 1;
    const entry = { id: `f${this.#set}`, fault, calls: 0, hits: 0 };
    this.#entries.set(entry.id, entry);
    return { ...entry };
  }

  list(): readonly SandboxFault[] {
    return [...this.#entries.values()].map((entry) => ({ ...entry }));
  }

  get(id: string): SandboxFault | undefined {
    const entry = this.#entries.get(id);
    return entry && { ...entry };
  }

  remove(id: string): boolean {
    return this.#entries.delete(id);
  }

  clear(): void {
    this.#entries.clear();
    this.#set = 0;
  }

  /** Counts a call with every fault it could meet; the one that was set first strikes. */
  strike(operation: string): Strike | undefined {
    let strike: Entry | undefined;
    for (const entry of this.#entries.values()) {
      const { fault } = entry;
      if (fault.operation !== operation && fault.operation !== '*') continue;
      entry.calls += 1;
      const first = fault.first_call ?? 1;
      const last = fault.last_call === undefined ? first : (fault.last_call ?? Number.POSITIVE_INFINITY);
      if (strike === undefined && entry.calls >= first && entry.calls <= last) strike = entry;
    }
    if (strike) strike.hits += 1;
    return strike && { id: strike.id, fault: strike.fault };
  }
}
