import type { MemoryStorage } from '../../storage/sqlite/memory-storage.ts';
import type { ClockState } from '../clock/account-clock.ts';

/** A tenant as it was: people, applications, live tokens and the clock. */
export interface Snapshot {
  readonly name: string;
  /** By the clock of the tenant, in milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly clock: ClockState;
  /** Of all accounts in it. */
  readonly users: { readonly active: number; readonly suspended: number };
  /** A copy that nobody else changes. */
  readonly storage: MemoryStorage;
}

/** The snapshots of a tenant, by their names. */
export class Snapshots {
  readonly #byName = new Map<string, Snapshot>();

  /** Oldest first. */
  list(): readonly Snapshot[] {
    return [...this.#byName.values()];
  }

  get(name: string): Snapshot | undefined {
    return this.#byName.get(name);
  }

  /** A name that is free: `snapshot-1`. */
  freeName(): string {
    for (let number = 1; ; number++) if (!this.#byName.has(`snapshot-${number}`)) return `snapshot-${number}`;
  }

  add(snapshot: Snapshot): void {
    this.#byName.set(snapshot.name, snapshot);
  }

  /** @returns false if there is none of this name */
  async remove(name: string): Promise<boolean> {
    const snapshot = this.#byName.get(name);
    this.#byName.delete(name);
    await snapshot?.storage.close();
    return snapshot !== undefined;
  }

  async clear(): Promise<void> {
    for (const { name } of this.list()) await this.remove(name);
  }
}
