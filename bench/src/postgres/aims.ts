import { ratioOf, type Verdict } from '../report/aims.ts';
import type { Comparison } from '../result.ts';
import { BARE, BARE_TWO, ONE, TWO } from './contenders.ts';
import type { PostgresResult, StorePages } from './result.ts';
import { SECOND_SERVER_AIM } from './second-server.ts';

/** Who is held against whom. */
export const PAIRS = [
  [ONE, BARE],
  [TWO, BARE_TWO],
  [TWO, ONE],
] as const;

/** What was aimed at. Aims that were not measured are left out. */
export function postgresVerdicts(result: PostgresResult): readonly Verdict[] {
  return [
    ...result.comparisons.flatMap((comparison) =>
      aim(comparison, ONE, BARE, 0.5, 'at least 0.5 of the statements alone'),
    ),
    ...result.comparisons.flatMap((comparison) =>
      aim(comparison, TWO, ONE, SECOND_SERVER_AIM, `two servers at least ${SECOND_SERVER_AIM} × one`),
    ),
    ...flatness(result.pages),
  ];
}

function aim(comparison: Comparison, candidate: string, base: string, wanted: number, words: string): Verdict[] {
  const ratio = ratioOf(comparison, candidate, base);
  if (ratio === undefined) return [];
  const { median } = ratio;
  return [{ aim: `${comparison.title}: ${words}`, measured: median.toFixed(2), reached: median >= wanted }];
}

/** Flat: a page of the larger store costs at most a quarter more than one of the smaller, wherever it lies. */
function flatness(pages: readonly StorePages[]): Verdict[] {
  const byFilter = Map.groupBy(pages, ({ filter }) => filter);
  return [...byFilter].flatMap(([filter, stores]) => {
    const sorted = [...stores].sort((one, other) => one.people - other.people);
    const [few] = sorted;
    const many = sorted.at(-1);
    if (few === undefined || many === undefined || few === many) return [];
    const rise = many.randomMs.p50 / few.randomMs.p50;
    const slope = (many.tenthsMs.at(-1) ?? 0) / (many.tenthsMs[0] ?? 1);
    const [from, to] = [few, many].map(({ people }) => people.toLocaleString('en'));
    return [
      { aim: `page cost, filter ${filter}: ${to} people to ${from}`, measured: rise.toFixed(2), reached: rise <= 1.25 },
      { aim: `walk, ${to}, filter ${filter}: last tenth to first`, measured: slope.toFixed(2), reached: slope <= 1.25 },
    ];
  });
}
