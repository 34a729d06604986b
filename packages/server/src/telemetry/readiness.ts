import type { Clock } from '../domain/clock.ts';

const REUSE_MS = 1000;
const PATIENCE_MS = 2000;

export interface ReadinessOptions {
  readonly isReady: () => Promise<boolean>;
  readonly clock: Clock;
  /** Hears why a check failed. */
  readonly onFailure: (reason: unknown) => void;
  /** Milliseconds after which a check that has not answered counts as failed. */
  readonly patienceMs?: number | undefined;
}

/**
 * Asks whether the service is ready, at most once a second however many probes come, one check at a time, and waits two
 * seconds at the most. A check that throws or takes longer is a no.
 */
export function createReadiness(options: ReadinessOptions): () => Promise<boolean> {
  const { isReady, clock, onFailure, patienceMs = PATIENCE_MS } = options;
  let running: Promise<boolean> | undefined;
  let answer: { readonly ready: boolean; readonly at: number } | undefined;
  const check = async () => {
    let ready = false;
    try {
      ready = await isReady();
    } catch (error) {
      onFailure(error);
    }
    answer = { ready, at: clock.now() };
    return ready;
  };
  return async () => {
    const age = answer === undefined ? Number.POSITIVE_INFINITY : Math.abs(clock.now() - answer.at);
    if (answer !== undefined && age < REUSE_MS) return answer.ready;
    running ??= check().finally(() => {
      running = undefined;
    });
    return await withPatience(running, patienceMs);
  };
}

async function withPatience(check: Promise<boolean>, patienceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tired = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([check, tired]);
  } finally {
    clearTimeout(timer);
  }
}
