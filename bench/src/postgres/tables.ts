import { ratioOf } from '../report/aims.ts';
import { percent, type Table, verdictTable, whole } from '../report/tables.ts';
import type { Round } from '../result.ts';
import { median, spread } from '../statistics.ts';
import { PAIRS, postgresVerdicts } from './aims.ts';
import type { PostgresResult } from './result.ts';

/** Every table of a run on PostgreSQL. Tables without rows are left out. */
export function postgresTables(result: PostgresResult): readonly Table[] {
  const all = [
    ratios(result),
    verdictTable(postgresVerdicts(result)),
    rates(result),
    costs(result),
    pages(result),
    walks(result),
    sizes(result),
    writeAhead(result),
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

function ratios({ comparisons }: PostgresResult): Table {
  const rows = comparisons.map((comparison) => [
    comparison.title,
    ...PAIRS.map(([candidate, base]) => {
      const ratio = ratioOf(comparison, candidate, base);
      return ratio ? `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)} – ${ratio.max.toFixed(2)})` : '–';
    }),
  ]);
  return {
    title: 'Ratios',
    note: 'Operations a second, in the same round: median and both ends. 1.00 is level, more is faster.',
    columns: [
      'Measured',
      'one server to the statements alone',
      'two servers to two processes of statements',
      'two servers to one',
    ],
    rows,
  };
}

function rates({ comparisons, settings }: PostgresResult): Table {
  const rows = comparisons.flatMap(({ title, contenders }) =>
    contenders.map(({ name, rounds }) => {
      const { median: middle, min, max } = spread(rounds.map(({ perSecond }) => perSecond));
      const each = (read: (round: Round) => number | undefined) =>
        median(rounds.map((round) => read(round) ?? Number.NaN));
      const latencies = [each(({ latencyMs }) => latencyMs.p50), each(({ latencyMs }) => latencyMs.p99)];
      const busy = [each(({ serverBusy }) => serverBusy), each(({ databaseBusy }) => databaseBusy)];
      return [
        title,
        name,
        whole(middle),
        `${whole(min)} – ${whole(max)}`,
        ...latencies.map((ms) => ms.toFixed(1)),
        busy.map(percent).join(' / '),
      ];
    }),
  );
  const columns = ['Measured', 'by', 'a second', 'min – max', 'p50 ms', 'p99 ms', 'busy: processes / database'];
  return { title: `Absolute figures, ${settings.connections} at a time`, columns, rows };
}

/** Processor time is what is left of a figure on a machine that is shared: it does not wait. */
function costs({ comparisons }: PostgresResult): Table {
  const rows = comparisons.flatMap(({ title, contenders }) =>
    contenders.map(({ name, rounds }) => {
      const each = (read: (round: Round) => number | undefined) =>
        median(rounds.map((round) => ((read(round) ?? Number.NaN) * 1e6) / round.perSecond));
      const own = each(({ serverBusy }) => serverBusy);
      const database = each(({ databaseBusy }) => databaseBusy);
      return [title, name, whole(own), whole(database), percent(own / (own + database))];
    }),
  );
  return {
    title: 'Processor time of each operation',
    note: 'Microseconds of one core. The database counts all its processes.',
    columns: ['Measured', 'by', 'process µs', 'database µs', 'share of the process'],
    rows,
  };
}

function pages({ pages: measured }: PostgresResult): Table {
  const rows = measured.map(({ people, filter, randomMs, samples }) => [
    whole(people),
    filter,
    randomMs.p50.toFixed(2),
    randomMs.p95.toFixed(2),
    whole(samples),
  ]);
  return {
    title: 'Pages of 100 at random places',
    note: 'One request at a time on one connection; the stores take turns. Limits off.',
    columns: ['People', 'Filter', 'p50 ms', 'p95 ms', 'samples'],
    rows,
  };
}

function walks({ pages: measured }: PostgresResult): Table {
  const rows = measured.map(({ people, filter, tenthsMs }) => [
    whole(people),
    filter,
    ...tenthsMs.map((ms) => ms.toFixed(2)),
  ]);
  const columns = ['People', 'Filter', ...Array.from({ length: 10 }, (_, tenth) => `${tenth + 1}`)];
  return { title: 'A walk through everyone: median ms a page, by tenths of the way', columns, rows };
}

function sizes({ sizes: measured }: PostgresResult): Table {
  const each = (bytes: number, rows: number) => (rows === 0 ? '–' : whole(bytes / rows));
  const rows = measured.flatMap(({ table, rows: count, tableBytes, indexes }) => {
    const all = indexes.reduce((sum, { bytes }) => sum + bytes, tableBytes);
    return [
      [`**${table}**, all of it`, whole(count), whole(all / 2 ** 20), each(all, count)],
      [`${table}, rows`, '', whole(tableBytes / 2 ** 20), each(tableBytes, count)],
      ...indexes.map(({ name, bytes }) => [name, '', whole(bytes / 2 ** 20), each(bytes, count)]),
    ];
  });
  const note =
    'By PostgreSQL’s own account, vacuumed. People right after their import; the others after this run, when there are few.';
  return { title: 'Disk', columns: ['What', 'rows', 'MiB', 'bytes a row'], rows, note };
}

function writeAhead({ writeAhead: measured }: PostgresResult): Table {
  const rows = measured.map(({ operation, times, bytes }) => [
    operation,
    whole(times),
    times ? whole(bytes / times) : '–',
  ]);
  const note = 'Bytes of the write-ahead log for each: what replicas and continuous backups have to carry.';
  return { title: 'Write-ahead log', columns: ['Operation', 'times', 'bytes each'], rows, note };
}
