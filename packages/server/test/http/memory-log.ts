import type { Logger } from 'pino';
import { createLogger } from '../../src/telemetry/logger.ts';

/** The service's own logger at its most talkative, with the lines it wrote. */
export function memoryLog(): { readonly lines: string[]; readonly logger: Logger } {
  const lines: string[] = [];
  return { lines, logger: createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } }) };
}
