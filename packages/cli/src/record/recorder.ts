import { forward } from './forward.ts';
import type { WholeAnswer, WholeRequest } from './local-listener.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { recordingHead } from './recording.ts';
import { RecordingFile } from './recording-file.ts';
import { redact } from './redact.ts';

/** Stands between a client and a real server, and writes what passes. */
export interface Recorder {
  /** Exchanges written so far. */
  readonly count: number;
  answer(request: WholeRequest): Promise<WholeAnswer>;
  /** @throws Failure where the recording is not whole */
  close(): void;
  /** Ends it where nothing came of it, and takes the file away. */
  discard(): void;
}

/**
 * Begins a recording. Each exchange is written as soon as it is over: a recorder that is killed loses the running one.
 *
 * @param file it must not be there yet
 * @throws Failure if the file cannot be made
 */
export function startRecorder(upstream: string, file: string): Recorder {
  const written = RecordingFile.create(file);
  const begin = new Date();
  const as = new Pseudonyms();
  written.append(recordingHead(begin));
  return {
    get count() {
      return Math.max(0, written.lines - 1);
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
      written.append(redact(exchange, as));
      return answer;
    },
    close: () => written.close(),
    discard: () => written.discard(),
  };
}

/** What a proxy answers for a server it cannot reach. */
function unreachable(upstream: string, error: unknown): WholeAnswer {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const why = cause instanceof Error ? cause.message : String(cause);
  process.stderr.write(`rollcall: ${upstream} gave no answer: ${why}\n`);
  const body = JSON.stringify({ code: 14, message: 'unavailable', details: [] });
  return { status: 502, headers: { 'content-type': 'application/json' }, body };
}
