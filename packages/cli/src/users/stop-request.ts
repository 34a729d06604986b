import { writeAboveProgress } from '../output/progress.ts';

/** How long a request under way may still take after the first signal, in milliseconds. */
const GRACE_MS = 3000;

/** What a signal asks for. */
export interface StopRequest {
  /** 130 or 143 once a signal has come. */
  readonly exitCode: number | undefined;
  /** Ends requests and waits under way: a moment after the first signal, at once with the second. */
  readonly signal: AbortSignal;
  /** From now on, a first signal lets the request under way come to its end. */
  finishCurrent(): void;
}

/**
 * Runs work that Ctrl-C and SIGTERM stop: at once at first; between two people when changes are being made, because a
 * change whose answer was not waited for is neither done nor not done.
 */
export async function withStopRequest<T>(work: (stop: StopRequest) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let finishing = false;
  let exitCode: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stop = (code: number) => {
    const again = exitCode !== undefined;
    exitCode ??= code;
    if (again || !finishing) return controller.abort(new Error('stopped'));
    writeAboveProgress('Finishing with the person under way. Again stops at once.');
    timer = setTimeout(() => controller.abort(new Error('stopped')), GRACE_MS).unref();
  };
  const onInterrupt = () => stop(130);
  const onTerminate = () => stop(143);
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
  try {
    return await work({
      get exitCode() {
        return exitCode;
      },
      signal: controller.signal,
      finishCurrent() {
        finishing = true;
      },
    });
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
  }
}
