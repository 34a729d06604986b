import type { Deployment } from '@rollcall/contract/admin';
import type { Outcome } from '../charts/outcomes.ts';
import type { Samples } from './use-samples.ts';

/** How the server was between two looks. */
export type CoursePoint = Readonly<Record<Outcome, number>> & {
  /** Of the later look, in milliseconds. */
  readonly time: number;
  /** Requests per second; those of the outcomes together. */
  readonly perSecond: number;
  readonly megabytes: number;
  readonly eventLoopDelay: number;
  readonly connections: number;
};

/** What was measured of the server that answered last: counters of another one, or of before its start, are others. */
export function courseOf({ latest, all }: Samples): readonly CoursePoint[] {
  const own = all.filter((sample) => sample.start_time === latest.start_time);
  return own.slice(1).flatMap((sample, index) => pointOf(own[index], sample) ?? []);
}

function pointOf(before: Deployment | undefined, sample: Deployment): CoursePoint | undefined {
  if (before === undefined) return undefined;
  const time = Date.parse(sample.time);
  const seconds = (time - Date.parse(before.time)) / 1000;
  if (seconds <= 0) return undefined;
  const rate = (name: keyof Deployment['requests']) => (sample.requests[name] - before.requests[name]) / seconds;
  const [total, refused, limited, failed] = [rate('total'), rate('refused'), rate('limited'), rate('failed')];
  return {
    time,
    perSecond: total,
    answered: total - refused - limited - failed,
    refused,
    limited,
    failed,
    megabytes: sample.memory_bytes / 1_000_000,
    eventLoopDelay: sample.event_loop_delay_ms,
    connections: sample.connections,
  };
}
