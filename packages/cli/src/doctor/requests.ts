import { performance } from 'node:perf_hooks';
import { connectionCode } from '../connection/hopeless.ts';

/** An answer that arrived whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** JSON where it is an object, else undefined. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
  readonly text: string;
  /** Milliseconds since the Unix epoch, by the clock of this machine. */
  readonly receivedAt: number;
}

/** No whole answer came. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** `ECONNRESET`, `UNABLE_TO_VERIFY_LEAF_SIGNATURE`, …; undefined where it took too long. */
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

interface RequestsOptions {
  readonly timeoutMs: number;
  readonly userAgent: string;
  /** Takes a line about each request and each answer; without secrets. */
  readonly log: (line: string) => void;
}

/** Sends requests, each once, and remembers how many there were and how long they took. */
export class Requests {
  readonly #options: RequestsOptions;
  readonly #durations: number[] = [];
  #sent = 0;

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  get sent(): number {
    return this.#sent;
  }

  /** Milliseconds of each that was answered, in order. */
  get durations(): readonly number[] {
    return this.#durations;
  }

  /** `fetch` as the rest of the command uses it, counted. */
  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    this.#sent += 1;
    const { log, timeoutMs, userAgent } = this.#options;
    log(`> ${init.method ?? 'GET'} ${url}`);
    const headers = new Headers(init.headers);
    headers.set('user-agent', userAgent);
    const startedAt = performance.now();
    // A redirect is something to tell of, and credentials do not go where it leads.
    const response = await fetch(url, {
      ...init,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const duration = performance.now() - startedAt;
    this.#durations.push(duration);
    log(`< ${response.status} in ${Math.round(duration)} ms`);
    return response;
  };

  /** @throws NoAnswer */
  async ask(url: string, init: RequestInit = {}): Promise<Answer> {
    try {
      const response = await this.fetch(url, init);
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        json: readObject(text),
        text,
        receivedAt: Date.now(),
      };
    } catch (error) {
      const seconds = this.#options.timeoutMs / 1000;
      if (error instanceof Error && error.name === 'TimeoutError') {
        throw new NoAnswer(`no whole answer within ${seconds} s`, undefined);
      }
      const code = connectionCode(error);
      throw new NoAnswer(`the connection failed (${code ?? String(error)})`, code);
    }
  }
}

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
