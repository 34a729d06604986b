import { createInterface } from 'node:readline';
import { UsageError } from '../failure.ts';
import { CLIENT_SECRET } from '../options/connection-options.ts';

/**
 * Reads the first line of standard input: a secret that neither the list of processes nor the shell's history shall show.
 *
 * @throws UsageError if it is none
 */
export async function readSecretLine(flag: string): Promise<string> {
  if (process.stdin.isTTY)
    process.stderr.write(`rollcall: ${flag} reads the first line of standard input: type it, then Enter.\n`);
  const lines = createInterface({ input: process.stdin, terminal: false });
  for await (const line of lines) {
    lines.close();
    process.stdin.destroy();
    const secret = CLIENT_SECRET.parse(line.trim(), { label: flag, folder: process.cwd() });
    if (secret !== undefined) return secret;
    break;
  }
  throw new UsageError(`${flag}: the first line of standard input must be ${CLIENT_SECRET.allowed}.`);
}
