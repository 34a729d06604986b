/** Counts that the store does not have yet, by what is counted. */
export class UnwrittenCounts<Count> {
  readonly #add: (known: Count, more: Count) => void;
  #counts = new Map<string, Count>();

  /** @param add adds the second to the first */
  constructor(add: (known: Count, more: Count) => void) {
    this.#add = add;
  }

  get size(): number {
    return this.#counts.size;
  }

  get(key: string): Count | undefined {
    return this.#counts.get(key);
  }

  add(key: string, count: Count): void {
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, count);
    else this.#add(known, count);
  }

  clear(): void {
    this.#counts.clear();
  }

  /** Hands them to the store. What it cannot take is kept for the next time. */
  async flush(write: (counts: readonly Count[]) => Promise<void>): Promise<void> {
    if (this.#counts.size === 0) return;
    const taken = this.#counts;
    this.#counts = new Map();
    try {
      await write([...taken.values()]);
    } catch (error) {
      const since = this.#counts;
      this.#counts = taken;
      for (const [key, count] of since) this.add(key, count);
      throw error;
    }
  }
}
