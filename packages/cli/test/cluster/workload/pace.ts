/** Lets a number of requests begin at a time, so that what goes wrong comes at a known place among them. */
export class Pace {
  readonly #waiting: (() => void)[] = [];
  #allowed = 0;
  #onSpent: (() => void)[] = [];
  #over = false;

  /** Resolves when the next request may begin. */
  async turn(): Promise<void> {
    if (this.#allowed <= 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#spend();
  }

  /** Lets so many more begin. Resolves when all have begun, or nobody wants any more. */
  let(requests: number): Promise<void> {
    if (this.#over) return Promise.resolve();
    this.#allowed += requests;
    const spent = new Promise<void>((resolve) => this.#onSpent.push(resolve));
    while (this.#allowed > 0) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      this.#spend();
      next();
    }
    return spent;
  }

  /** Nobody wants any more. */
  end(): void {
    this.#over = true;
    this.#tellSpent();
  }

  #spend(): void {
    this.#allowed -= 1;
    if (this.#allowed <= 0) this.#tellSpent();
  }

  #tellSpent(): void {
    for (const tell of this.#onSpent.splice(0)) tell();
  }
}
