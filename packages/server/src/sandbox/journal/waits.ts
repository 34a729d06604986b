import type { NotedRequest } from './noted-request.ts';

/** gone: the account was reset or removed meanwhile, or nobody waits any more. */
export type WaitResult = 'met' | 'timeout' | 'gone';

interface Wait {
  readonly fits: (noted: NotedRequest) => boolean;
  readonly count: number;
  /** How many of those that fit have ended. */
  ended: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Who waits for requests. */
export class Waits {
  readonly #waiting = new Map<Wait, (result: WaitResult) => void>();

  get size(): number {
    return this.#waiting.size;
  }

  /** Waits, and leaves neither a timer nor a listener behind. */
  async add(wait: Wait): Promise<WaitResult> {
    if (wait.signal.aborted) return 'gone';
    const { promise, resolve } = Promise.withResolvers<WaitResult>();
    const timer = setTimeout(() => resolve('timeout'), wait.timeoutMs);
    const leave = () => resolve('gone');
    wait.signal.addEventListener('abort', leave, { once: true });
    this.#waiting.set(wait, resolve);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      wait.signal.removeEventListener('abort', leave);
      this.#waiting.delete(wait);
    }
  }

  /** One more request has ended. */
  ended(noted: NotedRequest): void {
    for (const [wait, resolve] of this.#waiting) {
      if (!wait.fits(noted)) continue;
      wait.ended += 1;
      if (wait.ended >= wait.count) resolve('met');
    }
  }

  /** What has ended so far does not count any more. */
  startAnew(): void {
    for (const wait of this.#waiting.keys()) wait.ended = 0;
  }

  close(): void {
    for (const resolve of this.#waiting.values()) resolve('gone');
  }
}
