import type { Verdict } from '../report/aims.ts';
import { describe, list, renderTable } from '../report/document.ts';
import { type Table, verdictTable } from '../report/tables.ts';
import { quantile, spread } from '../statistics.ts';
import type { SandboxResult } from './result.ts';

const START_AIM_MS = 400;
const ACCOUNT_AIM_MS = 5;

/** The part of docs/benchmarks.md about the sandbox, from one run. */
export function renderSandbox(result: SandboxResult): string {
  const found = sandboxWarnings(result);
  const parts = [
    '## The sandbox',
    `Measured on ${result.startedAt.slice(0, 10)} by \`${result.command}\`, which wrote this part of the page.`,
    ...(found.length === 0 ? [] : [list(found)]),
    ...sandboxTables(result).map((table) => renderTable(table, 3)),
    '### How it was measured on the sandbox',
    list([
      'A start goes from starting the process, on any core and with warm file caches, to the first answer of 200; it is asked for every 3 ms. Each is started in turn.',
      'An isolated account is made, and removed again, on one connection that stays open; of each preset the first is left out.',
      `Load of the machine (1, 5, 15 minutes) when the run began: ${result.load.map((one) => one.toFixed(1)).join(', ')}.`,
      ...describe(result),
    ]),
    '```\nnpm ci\nnpm run bench -- --sandbox --peers --json sandbox.json\nnpm run bench -- --render sandbox.json --into docs/benchmarks.md\n```',
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What has to be known before a figure is believed. */
export function sandboxWarnings({ quick, caveats }: SandboxResult): readonly string[] {
  return [...(quick ? ['This was a smoke run (--quick): its figures mean nothing.'] : []), ...caveats];
}

/** Every table of a run. */
export function sandboxTables(result: SandboxResult): readonly Table[] {
  const figures = (ms: readonly number[], digits: number) => {
    const { median, min, max } = spread(ms);
    return [median, quantile(ms, 0.95), min, max].map((one) => one.toFixed(digits));
  };
  const columns = ['median ms', 'p95 ms', 'min', 'max', 'times'];
  return [
    verdictTable(verdicts(result)),
    {
      title: 'Start, to the first answer',
      columns: ['Started', 'asked for', ...columns],
      rows: result.starts.map(({ name, asked, ms }) => [name, asked, ...figures(ms, 0), String(ms.length)]),
    },
    {
      title: 'An isolated account',
      columns: ['Made', ...columns],
      rows: result.accounts.map(({ name, ms }) => [name, ...figures(ms, 2), String(ms.length)]),
    },
  ];
}

function verdicts({ starts, accounts }: SandboxResult): readonly Verdict[] {
  const [start] = starts;
  const [account] = accounts;
  const all: Verdict[] = [];
  const judge = (aim: string, ms: readonly number[] | undefined, most: number, digits: number) => {
    if (ms === undefined || ms.length === 0) return;
    const { median } = spread(ms);
    all.push({ aim, measured: `${median.toFixed(digits)} ms`, reached: median <= most });
  };
  judge(`a sandbox answers within ${START_AIM_MS} ms of its start`, start?.ms, START_AIM_MS, 0);
  judge(`an isolated account within ${ACCOUNT_AIM_MS} ms`, account?.ms, ACCOUNT_AIM_MS, 2);
  return all;
}
