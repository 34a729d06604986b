import { closeSync, openSync, writeSync } from 'node:fs';
import { Failure } from '../failure.ts';
import { forward } from './forward.ts';
import type { WholeAnswer, WholeRequest } from './local-listener.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { recordingHead } from './recording.ts';
import { redact } from './redact.ts';

/** Stands between a client and a real server, and writes what passes. */
export interface Recorder {
  /** Exchanges written so far. */
  readonly count: number;
  answer(request: WholeRequest): Promise<WholeAnswer>;
  close(): void;
}

/**
 * Begins a recording. Each exchange is written as soon as it is over: a recorder that is killed loses the running one.
 *
 * @param file it must not be there yet
 * @throws Failure if the file cannot be made
 */
export function startRecorder(upstream: string, file: string): Recorder {
  const descriptor = create(file);
  const write = (line: object) => writeSync(descriptor, `${JSON.stringify(line)}\n`);
  const begin = new Date();
  const as = new Pseudonyms();
  let count = 0;
  write(recordingHead(begin));
  return {
    get count() {
      return count;
    },
    async answer(request) {
      const startedAt = Date.now();
      const answer = await forward(upstream, request).catch((error: unknown) => unreachable(upstream, error));
      const { method, target, headers } = request;
      const exchange = {
        at_ms: startedAt - begin.getTime(),
        duration_ms: Date.now() - startedAt,
        request: { method, target, headers, body: request.body.toString() },
        response: { ...answer, body: Buffer.from(answer.body).toString() },
      };
      write(redact(exchange, as));
      count += 1;
      return answer;
    },
    close: () => closeSync(descriptor),
  };
}

function create(file: string): number {
  try {
    // Nobody else's to read, although everything in it is redacted.
    return openSync(file, 'wx', 0o600);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EEXIST') throw new Failure(`${file} is there already. Give another --output, or remove it first.`);
    throw new Failure(`${file} cannot be written (${code}). Check the folder.`, { cause });
  }
}

/** What a proxy answers for a server it cannot reach. */
function unreachable(upstream: string, error: unknown): WholeAnswer {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const why = cause instanceof Error ? cause.message : String(cause);
  process.stderr.write(`rollcall: ${upstream} gave no answer: ${why}\n`);
  const body = JSON.stringify({ code: 14, message: 'unavailable', details: [] });
  return { status: 502, headers: { 'content-type': 'application/json' }, body };
}
