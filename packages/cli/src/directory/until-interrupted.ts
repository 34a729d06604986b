import { Interrupted } from '../failure.ts';

/**
 * Runs work that Ctrl-C and SIGTERM stop cleanly.
 *
 * @param outcome what a stop leaves behind, as a sentence
 * @throws Interrupted once the work has ended because of a signal
 */
export async function untilInterrupted<T>(outcome: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onInterrupt = () => controller.abort(new Interrupted(`Interrupted. ${outcome}`, 130));
  const onTerminate = () => controller.abort(new Interrupted(`Stopped. ${outcome}`, 143));
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
  }
}
