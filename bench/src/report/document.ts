import type { BenchmarkResult } from '../result.ts';
import { type Table, tables } from './tables.ts';
import { warnings } from './warnings.ts';

/** docs/benchmarks.md, all of it, from one run. */
export function renderDocument(result: BenchmarkResult): string {
  const parts = [
    '# Benchmarks',
    `Measured on ${result.startedAt.slice(0, 10)} by \`${result.command}\`, which wrote this page. Ratios are the result: what is ` +
      'compared takes turns on the same cores, so they hold where absolute figures depend on the machine and on the hour.',
    ...section('Read this first', warnings(result)),
    ...tables(result).map((table) => renderTable(table)),
    '## How it was measured',
    list([...method(result), ...peerNotes(result)]),
    '## The machine',
    list(describe(result)),
    '## Repeat it',
    '```\nnpm ci\nnpm run bench -- --peers --json figures.json\nnpm run bench -- --render figures.json --into docs/benchmarks.md\n```',
    `A full run takes about ${Math.ceil(result.tookSeconds / 60)} minutes; \`--quick\` shows in under one that everything works. ` +
      '`--only get,list` measures a part. `--peers` downloads the peers from npm, once. Without `taskset`, or with one core, nothing is ' +
      'pinned, and the page says so.',
  ];
  return `${parts.join('\n\n')}\n`;
}

function method({ settings, machine: { pinning } }: BenchmarkResult): readonly string[] {
  const { connections, rounds, seconds, warmUpSeconds, people, manyPeople } = settings;
  return [
    `The server is \`rollcall serve\`, a process of its own, on a data folder on disk with ${people.toLocaleString('en')} people (` +
      `${manyPeople.toLocaleString('en')} where the table says so), plain HTTP on loopback (TLS where the table says so). ` +
      'Tokens are checked, every request is counted against limits that are set too high to refuse any, and what is logged by default is logged: changes and tokens, not reads that went well.',
    '`node:http` is a server that does nothing but repeat the answers Rollcall was heard to give: the same headers, the same bytes.',
    `${connections} keep-alive connections, one request at a time on each. ${warmUpSeconds} s of warm-up each, then ${rounds} rounds (at most 5 over TLS and with very many people) in which ` +
      `all take turns for ${seconds} s each. The ratio of each round is taken on its own; shown are the median and both ends.`,
    'Get asks for 1,000 people in turn, list for 100 pages in turn. Every suspension and reactivation changes somebody: its answer waits ' +
      'until the change and its audit entry are on disk. Afterwards the store is asked how many are suspended.',
    `Cores: ${pinning}.`,
    'Anything but an answer of 200 to 299 is a failure and is named above, if there was any.',
  ];
}

/** What has to be known about each of the others. */
function peerNotes({ comparisons }: BenchmarkResult): readonly string[] {
  return comparisons.flatMap(({ title, contenders }) =>
    contenders.flatMap(({ name, note }) => (note === undefined ? [] : [`${name}, “${title}”: ${note}.`])),
  );
}

/** The machine and the programs. */
export function describe({
  machine: about,
  versions,
}: Pick<BenchmarkResult, 'machine' | 'versions'>): readonly string[] {
  return [
    `${about.cpu}, ${about.cores} cores, ${(about.memoryBytes / 2 ** 30).toFixed(0)} GiB, ${about.kernel}`,
    `Appending 4 KiB and \`fsync\` take ${about.fsyncMs.toFixed(2)} ms (median) in the folder of the measurements.`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, list(lines)];
}

export function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** @param level of its heading */
export function renderTable({ title, columns, rows, note }: Table, level = 2): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const parts = [line(columns), line(columns.map(() => '---')), ...rows.map(line)];
  return `${'#'.repeat(level)} ${title}\n\n${note === undefined ? '' : `${note}\n\n`}${parts.join('\n')}`;
}
