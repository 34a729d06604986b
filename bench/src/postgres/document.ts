import { describe, list, renderTable } from '../report/document.ts';
import { warnings } from '../report/warnings.ts';
import type { AskedStatements, PostgresResult } from './result.ts';
import { secondServerWarnings } from './second-server.ts';
import { postgresTables } from './tables.ts';

/** More than this before the run is somebody else's. The load at its end is of its own making, and says nothing. */
const FREE_LOAD = 0.5;

/** The part of docs/benchmarks.md about PostgreSQL, from one run. */
export function renderPostgres(result: PostgresResult): string {
  const found = postgresWarnings(result);
  const parts = [
    '## Several servers on PostgreSQL',
    `Measured on ${result.startedAt.slice(0, 10)} by \`${result.command}\`, which wrote this part of the page. “The statements ` +
      'alone” are the limit: what a request asks of the database, asked without a server.',
    ...(found.length === 0 ? [] : [list(found)]),
    ...postgresTables(result).map((table) => renderTable(table, 3)),
    '### How it was measured on PostgreSQL',
    list(method(result)),
    list(describe(result)),
    '```\nnpm ci\nnpm run bench -- --postgres --json postgres.json\nnpm run bench -- --render postgres.json --into docs/benchmarks.md\n```',
    `A full run takes about ${Math.ceil(result.tookSeconds / 60)} minutes.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What has to be known before a figure is believed. */
export function postgresWarnings(result: PostgresResult): readonly string[] {
  const [lastMinute = 0] = result.load.before;
  const busy = `The machine was not free: its load was ${lastMinute.toFixed(1)} when the run began, on ${result.machine.cores} cores. Rates and latencies are lower bounds, processor times upper ones, and ratios as rough as their two ends are apart: one that misses or reaches an aim by less says nothing.`;
  return [...warnings(result), ...(lastMinute > FREE_LOAD ? [busy] : []), ...secondServerWarnings(result)];
}

function method({
  settings,
  machine,
  load,
  pool,
  applications,
  asked,
  databaseSettings,
}: PostgresResult): readonly string[] {
  const { connections, rounds, seconds, warmUpSeconds, people, manyPeople } = settings;
  const given = Object.entries(databaseSettings).map(([name, value]) => `\`${name} = ${value}\``);
  return [
    `The servers are \`rollcall serve --database-url\`, each a process of its own with ${pool} connections, plain HTTP on loopback, on a ` +
      `PostgreSQL with ${people.toLocaleString('en')} people (10,000 and ${manyPeople.toLocaleString('en')} for the pages), reached by a Unix socket. ` +
      `\`fsync\` and \`synchronous_commit\` are on: an answer to a change has waited for the disk. Set apart from PostgreSQL’s own settings: ${given.join(', ')}.`,
    'With two servers the load generator opens every other connection to the second one.',
    `The statements alone: a process with the \`pg\` driver, a pool of ${pool} connections and a loop for each of the ${connections} that are under way. It asks ` +
      'the statements that a server was seen to send for the same requests, with their values, in the same order; those that a server asks side by side it asks side by side. ' +
      'No HTTP, no hashing, no JSON, no look at what comes back. With two processes, half of the loops in each.',
    ...asked.filter(isFirst).map(sentence),
    `Limits are on unless the table says off, and too high to refuse. Requests come from ${applications} applications in turn: those of one application are counted ` +
      'in one row, and a row is changed by one transaction at a time. “One application” is that case. Every token is looked up in the database at every call; nothing is kept in a server.',
    `${warmUpSeconds} s of warm-up each, then ${rounds} rounds in which all four take turns for ${seconds} s each; shown are medians and both ends.`,
    'Every suspension and reactivation changes somebody. Each contender has people of its own. Afterwards the store is asked how many are suspended.',
    `Cores: ${machine.pinning}.`,
    `Load of the machine (1, 5, 15 minutes) when the run began: ${load.before.map((one) => one.toFixed(1)).join(', ')}.`,
  ];
}

function isFirst({ operation, limits }: AskedStatements, index: number, all: readonly AskedStatements[]): boolean {
  return all.findIndex((one) => one.operation === operation && one.limits === limits) === index;
}

function sentence({ operation, limits, steps }: AskedStatements): string {
  const asked = steps.map((step) => step.map((name) => `\`${name}\``).join(' beside ')).join(', then ');
  return `${operation}, limits ${limits ? 'on' : 'off'}: ${asked}.`;
}
