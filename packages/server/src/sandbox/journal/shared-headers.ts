/** Different clients that call in turn. */
const KEPT = 8;

/** Clients send the same headers over and over: requests share them, which is most of what a journal would weigh. */
export class SharedHeaders {
  #recent: (readonly string[])[] = [];

  /**
   * @param headers names and values in turn
   * @returns the same, and those of an earlier request where they are equal
   */
  share(headers: readonly string[]): readonly string[] {
    const known = this.#recent.find((each) => isEqual(each, headers));
    if (known) return known;
    this.#recent = [headers, ...this.#recent.slice(0, KEPT - 1)];
    return headers;
  }

  /** Whether they weigh nothing more, being those of an earlier request. */
  has(headers: readonly string[]): boolean {
    return this.#recent.includes(headers);
  }

  clear(): void {
    this.#recent = [];
  }
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
