import type { GradeReport } from '@rollcall/contract/sandbox';
import { Failure } from '../failure.ts';
import { howEnded } from './grade-run.ts';
import type { ClientEnd } from './run-client.ts';

/** @throws Failure where there is nothing to judge: that must not pass for a client in which nothing is wrong */
export function requireSomething({ requests, situations }: GradeReport, end: ClientEnd | undefined): void {
  if (situations !== undefined) {
    if (situations.some(({ ending }) => ending !== 'not_run')) return;
    const [why] = situations.flatMap(({ message }) => message ?? []);
    throw new Failure(`No situation was run, so there is nothing to judge. The first of them: ${why}`);
  }
  if (requests > 0) return;
  const why = end === undefined || end.code === 0 ? '' : ` The command ${howEnded(end)}.`;
  throw new Failure(
    `No request came, so there is nothing to judge.${why} Let the client call the URL in ROLLCALL_BASE_URL with ROLLCALL_ACCOUNT, ROLLCALL_CLIENT_ID and ROLLCALL_CLIENT_SECRET.`,
  );
}
