import { styleText } from 'node:util';
import { hang } from '../output/hang.ts';
import { counted, printLine } from '../output/print.ts';
import { printableText } from '../output/printable-text.ts';
import type { Diagnosis } from './diagnose.ts';
import { CHECK_NAMES, type CheckName, type Verdict } from './finding.ts';

const SIGNS: Readonly<Record<Verdict, readonly [sign: string, colour: 'green' | 'yellow' | 'red' | 'dim']>> = {
  ok: ['✓', 'green'],
  warning: ['!', 'yellow'],
  failed: ['✗', 'red'],
  skipped: ['–', 'dim'],
};
const VERDICT_WIDTH = Math.max(...Object.keys(SIGNS).map((verdict) => verdict.length));
const NAME_WIDTH = Math.max(...CHECK_NAMES.map((name) => name.length));
const INDENT = 2 + VERDICT_WIDTH + 2 + NAME_WIDTH + 2;

/** Prints what was found for people, as it comes: a line a check, and the way out where there is one. */
export class DiagnosisPrinter {
  /** Checks in a row that the same failure made pointless: they share a line. */
  #pointless: { readonly because: CheckName; readonly names: CheckName[] } | undefined;

  print({ check, finding: { verdict, message, wayOut }, because }: Diagnosis): void {
    if (because !== undefined) {
      if (this.#pointless?.because === because) this.#pointless.names.push(check);
      else {
        this.#flush();
        this.#pointless = { because, names: [check] };
      }
      return;
    }
    this.#flush();
    printFinding(verdict, check, message);
    if (wayOut !== undefined) printLine(`${' '.repeat(INDENT)}→ ${broken(wayOut, INDENT + 2)}`);
  }

  /** How much was wrong, and what looking cost. */
  printSummary(diagnoses: readonly Diagnosis[]): void {
    this.#flush();
    const count = (verdict: Verdict) => diagnoses.filter(({ finding }) => finding.verdict === verdict).length;
    const requests = counted(diagnoses.at(-1)?.requests ?? 0, 'request', 'requests');
    printLine(`\n${count('failed')} failed, ${counted(count('warning'), 'warning', 'warnings')}; ${requests} sent.`);
  }

  #flush(): void {
    if (this.#pointless === undefined) return;
    const { because, names } = this.#pointless;
    printFinding('skipped', '…', `${names.join(', ')}: nothing to tell while ${because} fails`);
    this.#pointless = undefined;
  }
}

function printFinding(verdict: Verdict, name: string, message: string): void {
  const [sign, colour] = SIGNS[verdict];
  const head = styleText(colour, `${sign} ${verdict.padEnd(VERDICT_WIDTH)}`, { stream: process.stdout });
  printLine(`${head}  ${name.padEnd(NAME_WIDTH)}  ${broken(message, INDENT)}`);
}

/** What a server or a certificate says of itself is in some of the messages. */
function broken(text: string, indent: number): string {
  return hang(printableText(text), indent, process.stdout.isTTY === true ? process.stdout.columns : undefined);
}
