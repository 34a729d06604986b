import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cleanEnvironment } from '../processes/running-process.ts';

/** The command as users start it. */
export const ROLLCALL = fileURLToPath(new URL('../../../packages/cli/bin/rollcall.js', import.meta.url));

/** Runs the command to its end. @returns the JSON document it printed @throws Error with what it said when it fails */
export async function rollcall(...args: readonly string[]): Promise<Record<string, unknown>> {
  const options = { env: cleanEnvironment(), maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, [ROLLCALL, ...args, '--json'], options);
  const document: unknown = JSON.parse(stdout);
  if (typeof document !== 'object' || document === null) throw new Error(`rollcall ${args[0]} printed no JSON object.`);
  return { ...document };
}

/** A port that was free a moment ago, for servers that cannot take one by themselves. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free on 127.0.0.1.');
  return address.port;
}
