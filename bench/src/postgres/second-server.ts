import type { Comparison } from '../result.ts';
import { median } from '../statistics.ts';
import { ONE } from './contenders.ts';
import type { PostgresResult } from './result.ts';

/** What two servers are to do for each of one. */
export const SECOND_SERVER_AIM = 1.7;

/** Says so where a second server cannot add what is aimed at, because the cores for it are not there. */
export function secondServerWarnings({ comparisons, machine }: PostgresResult): readonly string[] {
  const busy = busyCores(comparisons);
  if (busy === undefined) return [];
  const wanted = busy * SECOND_SERVER_AIM;
  if (wanted <= machine.cores) return [];
  return [
    `**Two servers at ${SECOND_SERVER_AIM} × one cannot be shown on this machine.** One server, the database and the load generator kept ${busy.toFixed(1)} of its ` +
      `${machine.cores} cores busy (median of all rounds); ${SECOND_SERVER_AIM} times that are ${wanted.toFixed(1)}. It takes a machine with at least ${Math.ceil(2 * wanted)} cores, so that ` +
      'each server has one of its own and the database finds free ones. How many cores a second server needs is told by the processor time of each operation.',
  ];
}

/** Of one server with all that stands around it; undefined where that was not measured. */
function busyCores(comparisons: readonly Comparison[]): number | undefined {
  const rounds = comparisons
    .flatMap(({ contenders }) => contenders.filter(({ name }) => name === ONE))
    .flatMap((contender) => contender.rounds);
  const sums = rounds.flatMap(({ serverBusy, databaseBusy, generatorBusy }) =>
    serverBusy === undefined || databaseBusy === undefined ? [] : [serverBusy + databaseBusy + generatorBusy],
  );
  return sums.length === 0 ? undefined : median(sums);
}
