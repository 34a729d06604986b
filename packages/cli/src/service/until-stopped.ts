import { Failure } from '../failure.ts';

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
/** Under npm, Ctrl-C arrives twice: from the terminal and from npm. Milliseconds in which that is one wish. */
const ONE_WISH_MS = 1000;
/** A stop that hangs must not keep a supervisor waiting: it gives ten seconds. */
export const PATIENCE_MS = 9500;

/** What runs, and how to end it. */
export interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Runs a service until SIGTERM or SIGINT, then stops it. A signal during the start waits for the start; a second signal
 * ends the process at once.
 *
 * @param start starts the service; what it has begun when it throws is its own to end
 */
export async function runUntilStopped(start: () => Promise<Stoppable>): Promise<void> {
  const stopping = Promise.withResolvers<void>();
  let askedAt: number | undefined;
  const onSignal = (signal: keyof typeof EXIT_CODES) => {
    const now = performance.now();
    if (askedAt !== undefined && now - askedAt > ONE_WISH_MS) process.exit(EXIT_CODES[signal]);
    if (askedAt !== undefined) return;
    askedAt = now;
    setTimeout(() => {
      process.stderr.write('rollcall: could not stop in time; what was running is cut off.\n');
      process.exit(1);
    }, PATIENCE_MS).unref();
    stopping.resolve();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const running = await start();
  await stopping.promise;
  try {
    await running.stop();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Ends what was begun, last first, and carries on past failures: all of it must end. */
export class Cleanup {
  readonly #steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  /** @throws the first failure, once everything was tried. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}
