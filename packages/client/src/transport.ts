import { type Answer, readAnswer } from './answer.ts';
import { ERR_CONNECTION, ERR_TIMEOUT } from './error-codes.ts';
import { ConnectionError, RollcallError } from './errors.ts';
import type { OperationId } from './hooks.ts';
import type { Settings } from './options.ts';
import { delayBeforeNext } from './retry-delay.ts';
import { anySignal } from './until-aborted.ts';
import { USER_AGENT } from './version.ts';

/** A request, and how to take what comes back. */
export interface OutgoingRequest<T> {
  readonly operation: OperationId;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** `Bearer …` or `Basic …`, asked for anew at each try: the token may be another by then. */
  readonly authorization: (signal: AbortSignal | undefined) => Promise<string>;
  readonly form?: Readonly<Record<string, string>>;
  /** The result. @throws RollcallError for a refusal, and for what is none of this API */
  readonly read: (answer: Answer, now: number) => T;
  /** Mends what was refused, once; true if the request is worth repeating at once. */
  readonly mend?: (error: RollcallError) => boolean;
}

/** Sends requests, repeats those that failed as far as that is safe, and tells the hooks. */
export class Transport {
  readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  /**
   * @throws RollcallError when it is given up
   * @throws the reason of the signal that was aborted
   */
  async send<T>(request: OutgoingRequest<T>, callSignal: AbortSignal | undefined): Promise<T> {
    const { clock, onRetry } = this.settings;
    const signal = anySignal(this.settings.signal, callSignal);
    let startedAt: number | undefined;
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      // Outside of what is repeated and timed: getting a token has tries of its own, a limiter its own waits.
      const authorization = await request.authorization(signal);
      startedAt ??= clock.now();
      try {
        return request.read(await this.#exchange(request, authorization, attempt, signal), clock.now());
      } catch (error) {
        if (!(error instanceof RollcallError)) throw error;
        const counted: { attempts: number } = error; // read-only for everybody else
        counted.attempts = attempt;
        const mended = request.mend?.(error) === true;
        const delayMs = mended ? 0 : delayBeforeNext(error, attempt, clock.now() - startedAt, this.settings);
        if (delayMs === undefined) throw error;
        onRetry?.({ operation: request.operation, attempt, delayMs, error });
        if (delayMs > 0) await clock.sleep(delayMs, signal);
      }
    }
  }

  /** One try. */
  async #exchange(
    request: OutgoingRequest<unknown>,
    authorization: string,
    attempt: number,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const { clock, userAgent, onRequest, onResponse } = this.settings;
    const { operation, method, url, form } = request;
    const headers: Record<string, string> = {
      accept: 'application/json',
      authorization,
      'user-agent': userAgent === undefined ? USER_AGENT : `${userAgent} ${USER_AGENT}`,
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const masked = { ...headers, authorization: authorization.replace(/ .*/, ' ***') };
    onRequest?.({ operation, method, url, headers: masked, attempt });
    const startedAt = clock.now();
    const body = form === undefined ? null : new URLSearchParams(form).toString();
    // Redirects are none of this API's: following one would carry a change, or credentials, elsewhere.
    const init = { method, headers, body, redirect: 'manual' } as const;
    const credentials = [authorization.replace(/^\w+ /, ''), this.settings.clientSecret, form?.token ?? []].flat();
    const answer = await this.#fetchWhole(operation, url, init, credentials, signal);
    onResponse?.({
      operation,
      method,
      url,
      status: answer.status,
      headers: answer.headers,
      attempt,
      durationMs: clock.now() - startedAt,
    });
    return answer;
  }

  async #fetchWhole(
    operation: OperationId,
    url: string,
    init: RequestInit,
    credentials: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const { timeoutMs } = this.settings;
    // One a try, let go of at its end: with `AbortSignal.any` a signal of long life gathers what followed it.
    const ending = new AbortController();
    const end = () => ending.abort();
    // The machine's own time: the network does not follow a clock that was handed in.
    const timer = setTimeout(end, timeoutMs);
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', end);
      const response = await this.settings.fetch(url, { ...init, signal: ending.signal });
      return readAnswer(response, await response.text(), credentials);
    } catch (cause) {
      signal?.throwIfAborted();
      const [code, why] = ending.signal.aborted
        ? ([ERR_TIMEOUT, ` in ${timeoutMs} ms`] as const)
        : ([ERR_CONNECTION, `: ${causeOf(cause)}`] as const);
      const message = `${operation}: no whole answer from ${new URL(url).host}${why}.`;
      throw new ConnectionError(code, message, { operation, cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  }
}

/** `fetch failed` says nothing; what is behind it does. */
function causeOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(inner instanceof Error)) return String(inner);
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : '';
  return inner.message === '' ? code || inner.name : inner.message.replace(/\.$/, '');
}
