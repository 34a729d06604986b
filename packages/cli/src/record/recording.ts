import { readFile } from 'node:fs/promises';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { Failure } from '../failure.ts';

/** The first line of a recording. */
export interface RecordingHead {
  readonly format: 'rollcall-recording';
  readonly version: 1;
  /** RFC 3339. */
  readonly begin_time: string;
}

/** A request and its answer, redacted: each further line of a recording. */
export interface RecordedExchange {
  /** Milliseconds since the recording began. */
  readonly at_ms: number;
  readonly duration_ms: number;
  readonly request: {
    readonly method: string;
    /** Path and query. */
    readonly target: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

export function recordingHead(beginTime: Date): RecordingHead {
  return { format: 'rollcall-recording', version: 1, begin_time: beginTime.toISOString() };
}

/**
 * Reads a recording.
 *
 * @throws Failure naming the line that is wrong
 */
export async function readRecording(file: string): Promise<readonly RecordedExchange[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Failure(`The recording ${file} cannot be read (${code}). Check the path.`);
  });
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [head, ...exchanges] = lines.map((line, index) => parseLine(line, index, lines.length, file));
  if (!isHead(head)) throw new Failure(`${file} is no recording of rollcall sandbox record.`);
  if (head.version !== 1) throw new Failure(`${file} is of another version of Rollcall. Record again with this one.`);
  const whole = exchanges.filter((each) => each !== undefined);
  if (whole.length === 0) throw new Failure(`There are no requests in ${file}. Record again.`);
  return whole.map((each, index) => requireExchange(each, index, file));
}

/** The last line may be half a line, where the recorder was killed as it wrote it. */
function parseLine(line: string, index: number, count: number, file: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    if (index > 0 && index === count - 1) return undefined;
    throw new Failure(`${file}, line ${index + 1}: this is no JSON. Record again, or mend the line.`);
  }
}

function isHead(value: unknown): value is { readonly format: RecordingHead['format']; readonly version?: unknown } {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 'rollcall-recording';
}

function requireExchange(value: unknown, index: number, file: string): RecordedExchange {
  const { request, response } = (typeof value === 'object' && value !== null ? value : {}) as Partial<RecordedExchange>;
  const sound =
    typeof request?.method === 'string' &&
    typeof request.target === 'string' &&
    areHeaders(request.headers) &&
    typeof request.body === 'string' &&
    typeof response?.body === 'string' &&
    areHeaders(response.headers) &&
    isStatus(response.status);
  if (!sound) throw new Failure(`${file}, line ${index + 2}: this is no exchange. Record again, or take the line out.`);
  return value as RecordedExchange; // written by `record`, which knows its shape
}

/** Of a whole answer. */
function isStatus(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599;
}

function areHeaders(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(([name, text]) => {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, text);
      return typeof text === 'string';
    } catch {
      return false;
    }
  });
}
