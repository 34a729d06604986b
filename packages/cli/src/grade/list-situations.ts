import { SITUATIONS } from '@rollcall/server/sandbox/grade';
import { UsageError } from '../failure.ts';
import { suggestion } from '../options/suggest.ts';
import { hang } from '../output/hang.ts';
import { printJson, printLine, terminalWidth } from '../output/print.ts';

/** Lists what an exam leads a client through. */
export function listSituations(output: 'table' | 'json'): void {
  if (output === 'json') {
    printJson(SITUATIONS.map(({ id, title, description, task }) => ({ id, title, description, task: task.do })));
    return;
  }
  const width = Math.max(...SITUATIONS.map(({ id }) => id.length)) + 2;
  for (const { id, title, description, task } of SITUATIONS) {
    printLine(`${id.padEnd(width)}${hang(`${title} (${task.do})`, width, terminalWidth())}`);
    printLine(`${' '.repeat(width)}${hang(description, width, terminalWidth())}`);
  }
}

/** @throws UsageError for a situation that there is not */
export function requireSituations(wanted: readonly string[]): void {
  const known = SITUATIONS.map(({ id }) => id);
  const unknown = wanted.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new UsageError(
    `There is no situation "${unknown}".${suggestion(unknown, known)} --list-situations lists them.`,
  );
}
