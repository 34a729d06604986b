import type { BenchmarkResult, Comparison, Contender } from '../result.ts';
import { median, spread } from '../statistics.ts';
import { ratioTo, type Verdict, verdicts } from './aims.ts';
import { failureOf } from './warnings.ts';

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What has to be known to read it. */
  readonly note?: string;
}

/** Every table of a run: ratios, then aims, then absolute figures. Tables without rows are left out. */
export function tables(result: BenchmarkResult): readonly Table[] {
  const all = [
    ratios(result),
    verdictTable(verdicts(result)),
    rates(result),
    pages(result),
    walks(result),
    starts(result),
    imports(result),
    memory(result),
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

function ratios({ comparisons }: BenchmarkResult): Table {
  const rows = comparisons.flatMap((comparison) =>
    others(comparison).map((other) => {
      const ratio = ratioTo(comparison, other.name);
      const mark = comparison.contenders.some((one) => failureOf(one) !== undefined && isSide(one, other))
        ? ' (failures)'
        : '';
      const figures = ratio
        ? [ratio.median.toFixed(2), `${ratio.min.toFixed(2)} – ${ratio.max.toFixed(2)}`]
        : ['–', '–'];
      return [comparison.title + mark, other.name, ...figures];
    }),
  );
  return {
    title: 'Ratios',
    columns: ['Measured', 'Rollcall to', 'median', 'min – max'],
    rows,
    note: 'Requests a second of Rollcall for each one of the other, in the same round: 1.00 is level, more is faster.',
  };
}

function others({ contenders }: Comparison): readonly Contender[] {
  return contenders.filter(({ name }) => name !== 'Rollcall');
}

function isSide(contender: Contender, other: Contender): boolean {
  return contender === other || contender.name === 'Rollcall';
}

export function verdictTable(found: readonly Verdict[]): Table {
  const rows = found.map(({ aim, measured, reached }) => [aim, measured, reached ? 'reached' : '**missed**']);
  return { title: 'Aims', columns: ['Aim', 'measured', ''], rows };
}

function rates({ comparisons, settings }: BenchmarkResult): Table {
  const rows = comparisons.flatMap(({ title, contenders }) =>
    contenders.map(({ name, rounds, answer }) => {
      const perSecond = spread(rounds.map((round) => round.perSecond));
      const middle = (read: (round: Contender['rounds'][number]) => number) => median(rounds.map(read));
      return [
        title,
        name,
        whole(perSecond.median),
        `${whole(perSecond.min)} – ${whole(perSecond.max)}`,
        middle(({ latencyMs }) => latencyMs.p50).toFixed(1),
        middle(({ latencyMs }) => latencyMs.p99).toFixed(1),
        `${whole(answer.bytes)} / ${answer.headers}`,
        `${percent(middle(({ serverBusy }) => serverBusy ?? Number.NaN))} / ${percent(middle(({ generatorBusy }) => generatorBusy))}`,
      ];
    }),
  );
  const columns = [
    'Measured',
    'Server',
    'requests/s',
    'min – max',
    'p50 ms',
    'p99 ms',
    'answer bytes / headers',
    'busy: server / load',
  ];
  return { title: `Absolute figures, ${settings.connections} connections`, columns, rows };
}

function pages({ pages: costs }: BenchmarkResult): Table {
  const rows = (costs?.pages ?? []).map(({ place, filter, ms, samples }) => [
    place,
    filter,
    ms.p50.toFixed(2),
    ms.p95.toFixed(2),
    whole(samples),
  ]);
  const note = 'One request at a time on one connection, after a walk through everyone.';
  return {
    title: `Pages of 100, ${whole(costs?.people ?? 0)} people`,
    columns: ['Page', 'Filter', 'p50 ms', 'p95 ms', 'samples'],
    rows,
    note,
  };
}

function walks({ pages: costs }: BenchmarkResult): Table {
  const rows = (costs?.walks ?? []).map(({ filter, tenthsMs }) => [filter, ...tenthsMs.map((ms) => ms.toFixed(2))]);
  const columns = ['Filter', ...Array.from({ length: 10 }, (_, tenth) => `${tenth + 1}`)];
  return { title: 'A walk through everyone: median ms a page, by tenths of the way', columns, rows };
}

function starts({ startUps = [] }: BenchmarkResult): Table {
  const rows = startUps.map(({ people, firstPersonMs, firstPageMs }) => [
    whole(people),
    ...[firstPersonMs, firstPageMs].flatMap((times) => {
      const { median: middle, min, max } = spread(times);
      return [whole(middle), `${whole(min)} – ${whole(max)}`];
    }),
  ]);
  const columns = ['People', 'first person ms', 'min – max', 'and first page ms', 'min – max'];
  return { title: 'Start-up, from starting the process', columns, rows };
}

function imports({ imports: measured = [] }: BenchmarkResult): Table {
  const optional = (value: number | undefined) => (value === undefined ? '–' : whole(value));
  const rows = measured.map((rate) => [
    rate.how,
    whole(rate.people),
    whole(rate.perSecond),
    optional(rate.againPerSecond),
    optional(rate.exportPerSecond),
    rate.peakRss === undefined ? '–' : mebibytes(rate.peakRss),
  ]);
  const columns = ['Import', 'people', 'people/s', 'the same again/s', 'export/s', 'peak MiB'];
  return { title: 'Directory files', columns, rows };
}

/** Of several notes on the same occasion, the largest. */
function memory({ memory: noted }: BenchmarkResult): Table {
  const byOccasion = Map.groupBy(noted, ({ when }) => when);
  const most = (values: readonly number[]) => mebibytes(Math.max(...values));
  const rows = [...byOccasion].map(([when, uses]) => [
    when,
    most(uses.map(({ now }) => now)),
    most(uses.map(({ peak }) => peak)),
  ]);
  return { title: 'Resident memory of the server', columns: ['When', 'MiB', 'peak MiB'], rows };
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

export function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${Math.round(share * 100)} %`;
}

function mebibytes(bytes: number): string {
  return whole(bytes / 2 ** 20);
}
