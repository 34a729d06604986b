import { readFileSync, writeFileSync } from 'node:fs';
import { runBenchmark } from './benchmark.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { runPostgresBenchmark } from './postgres/benchmark.ts';
import { postgresWarnings, renderPostgres } from './postgres/document.ts';
import type { PostgresResult } from './postgres/result.ts';
import { postgresTables } from './postgres/tables.ts';
import { type PagePart, withPart } from './report/benchmarks-page.ts';
import { renderDocument } from './report/document.ts';
import { tables } from './report/tables.ts';
import { renderTerminal } from './report/terminal.ts';
import { warnings } from './report/warnings.ts';
import type { BenchmarkResult } from './result.ts';
import { runSandboxBenchmark } from './sandbox/benchmark.ts';
import { renderSandbox, sandboxTables, sandboxWarnings } from './sandbox/document.ts';
import type { SandboxResult } from './sandbox/result.ts';

type Result = BenchmarkResult | PostgresResult | SandboxResult;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void process.stdout.write(USAGE);
  const options = readOptions(process.argv.slice(2));
  if (options.render !== undefined) return render(JSON.parse(readFileSync(options.render, 'utf8')), options.into);
  const result = await run(options);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(result, undefined, 1)}\n`);
  process.stdout.write(`\n${terminal(result)}`);
}

function run(options: Options): Promise<Result> {
  const report = (line: string) => process.stderr.write(`${line}\n`);
  if (options.sandbox) return runSandboxBenchmark(options, report);
  return options.postgres ? runPostgresBenchmark(options, report) : runBenchmark(options, report);
}

function render(result: Result, page: string | undefined): void {
  const text = pageOf(result);
  if (page === undefined) return void process.stdout.write(text);
  writeFileSync(page, withPart(readFileSync(page, 'utf8'), partOf(result), text));
}

function partOf(result: Result): PagePart {
  return 'kind' in result ? result.kind : 'folder';
}

function pageOf(result: Result): string {
  if (!('kind' in result)) return renderDocument(result);
  return result.kind === 'postgres' ? renderPostgres(result) : renderSandbox(result);
}

function terminal(result: Result): string {
  if (!('kind' in result)) return renderTerminal(result, tables(result), warnings(result));
  return result.kind === 'postgres'
    ? renderTerminal(result, postgresTables(result), postgresWarnings(result))
    : renderTerminal(result, sandboxTables(result), sandboxWarnings(result));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
}
