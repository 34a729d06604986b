import type { BenchmarkResult, Comparison } from '../result.ts';
import { median, pairedRatios, type Spread, spread } from '../statistics.ts';

/** A figure that Rollcall wants to reach, beside the one it reached. */
export interface Verdict {
  readonly aim: string;
  readonly measured: string;
  readonly reached: boolean;
}

/** Rollcall for each request of the other, round by round; undefined where one of them was not measured. */
export function ratioTo(comparison: Comparison, other: string): Spread | undefined {
  return ratioOf(comparison, 'Rollcall', other);
}

/** The same of any two. */
export function ratioOf({ contenders }: Comparison, candidate: string, base: string): Spread | undefined {
  const rates = (name: string) => contenders.find((one) => one.name === name)?.rounds.map(({ perSecond }) => perSecond);
  const ratios = pairedRatios(rates(candidate) ?? [], rates(base) ?? []);
  return ratios.length === 0 ? undefined : spread(ratios);
}

/** What was aimed at, in the order in which the aims were set. Aims that were not measured are left out. */
export function verdicts(result: BenchmarkResult): readonly Verdict[] {
  return [
    ratioAim(result, 'get', 'node:http', 0.6, 'get user: at least 0.6 of bare node:http'),
    ratioAim(result, 'list', 'node:http', 0.5, 'list of 100: at least 0.5 of bare node:http'),
    ratioAim(result, 'token', 'oidc-provider', 3, 'token: at least 3 × oidc-provider'),
    ratioAim(result, 'get', 'Prism mock', 10, 'get user: at least 10 × Prism mock'),
    ratioAim(result, 'list', 'Prism mock', 10, 'list of 100: at least 10 × Prism mock'),
    suspensions(result),
    ...(result.imports ?? []).map((rate) =>
      atLeast(rate.perSecond, 50_000, `import (${rate.how}): at least 50,000 people a second`),
    ),
    ...slopes(result),
    startUp(result),
  ].filter((verdict) => verdict !== undefined);
}

function ratioAim(
  { comparisons }: BenchmarkResult,
  id: string,
  other: string,
  wanted: number,
  aim: string,
): Verdict | undefined {
  const comparison = comparisons.find((one) => one.id === id);
  const ratio = comparison && ratioTo(comparison, other);
  return ratio && { aim, measured: ratio.median.toFixed(2), reached: ratio.median >= wanted };
}

function suspensions({ comparisons }: BenchmarkResult): Verdict | undefined {
  const rounds = comparisons
    .find(({ id }) => id === 'suspend')
    ?.contenders.find(({ name }) => name === 'Rollcall')?.rounds;
  if (rounds === undefined) return undefined;
  const rate = median(rounds.map(({ perSecond }) => perSecond));
  return atLeast(rate, 5000, 'at least 5,000 durable suspensions a second');
}

function atLeast(value: number, wanted: number, aim: string): Verdict {
  return { aim, measured: Math.round(value).toLocaleString('en'), reached: value >= wanted };
}

/** Flat: the last tenth of a walk costs at most a quarter more than the first. */
function slopes({ pages }: BenchmarkResult): readonly Verdict[] {
  return (pages?.walks ?? []).map(({ filter, tenthsMs }) => {
    const slope = (tenthsMs.at(-1) ?? 0) / (tenthsMs[0] ?? 1);
    const aim = `page cost flat to ${pages?.people.toLocaleString('en')} people, filter ${filter}: last tenth to first`;
    return { aim, measured: slope.toFixed(2), reached: slope <= 1.25 };
  });
}

function startUp({ startUps = [] }: BenchmarkResult): Verdict | undefined {
  const [small, many] = startUps;
  if (small === undefined || many === undefined) return undefined;
  const slope = median(pairedRatios(many.firstPersonMs, small.firstPersonMs));
  const aim = `start-up flat: ${many.people.toLocaleString('en')} people to ${small.people.toLocaleString('en')}`;
  return { aim, measured: slope.toFixed(2), reached: slope <= 1.25 };
}
