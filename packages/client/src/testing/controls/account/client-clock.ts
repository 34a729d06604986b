import type { Clock } from '../../../clock.ts';
import type { SandboxClock } from '../payloads.ts';
import type { ClockControls } from './clock.ts';

/** A clock for clients that shows what the account's clock shows, and moves it on where somebody would wait. */
export function clientClock({ advance }: Pick<ClockControls, 'advance'>): {
  readonly clock: Clock;
  /** Takes over what the account's clock was heard to show. */
  learn(heard: Promise<SandboxClock>): Promise<SandboxClock>;
} {
  let shown = 0;
  let frozen = false;
  let heardAt = 0;
  let turn = Promise.resolve();
  const now = () => (frozen ? shown : shown + performance.now() - heardAt);
  const learn = async (heard: Promise<SandboxClock>) => {
    const answer = await heard;
    shown = Date.parse(answer.time);
    frozen = answer.frozen;
    heardAt = performance.now();
    return answer;
  };
  const moveTo = async (until: number, signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    // Who began to wait at the same time has moved it already.
    const ms = Math.ceil(until - now());
    if (ms > 0) await learn(advance(ms / 1000));
  };
  const sleep = (ms: number, signal?: AbortSignal) => {
    const until = now() + ms;
    const moved = turn.then(() => moveTo(until, signal));
    turn = moved.catch(() => {});
    return moved;
  };
  return { clock: { now: () => Math.floor(now()), sleep }, learn };
}
