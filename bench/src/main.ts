import { readFileSync, writeFileSync } from 'node:fs';
import { runBenchmark } from './benchmark.ts';
import { readOptions, USAGE } from './options.ts';
import { renderDocument } from './report/document.ts';
import { renderTerminal } from './report/terminal.ts';

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void process.stdout.write(USAGE);
  const options = readOptions(process.argv.slice(2));
  if (options.render !== undefined) {
    process.stdout.write(renderDocument(JSON.parse(readFileSync(options.render, 'utf8'))));
    return;
  }
  const result = await runBenchmark(options, (line) => process.stderr.write(`${line}\n`));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(result, undefined, 1)}\n`);
  process.stdout.write(`\n${renderTerminal(result)}`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
}
