import { closeSync, openSync, readSync } from 'node:fs';
import { exchange } from '../load/exchange.ts';
import type { Asked, Script, StatementText, StatementValue } from '../load/statement-job.ts';
import type { Room } from '../room.ts';
import type { Directory } from './directory.ts';
import { type RollcallServer, type ServeOptions, serve } from './rollcall.ts';

const CHUNK = 1 << 20;
const PRELOAD = new URL('record-statements.ts', import.meta.url);

/** A line of a recording. */
export interface RecordedStatement {
  readonly name: string | undefined;
  readonly text: string;
  /** Undefined: a text by itself, which is what is said once on a new connection. */
  readonly values: readonly StatementValue[] | undefined;
  /** Whether another one was under way. */
  readonly beside: boolean;
}

/** Statements that requests ask, ready to be asked without them. */
export interface Recording {
  readonly session: readonly string[];
  readonly texts: readonly StatementText[];
  readonly scripts: readonly Script[];
}

/** A server whose statements are written down. It is for finding out what to measure, not for being measured. */
export class Recorder implements AsyncDisposable {
  readonly server: RollcallServer;
  readonly #file: number;
  readonly #texts: StatementText[] = [];
  readonly #session = new Set<string>();
  #place = 0;

  private constructor(server: RollcallServer, file: number) {
    this.server = server;
    this.#file = file;
  }

  static async start(room: Room, directory: Directory, options: Pick<ServeOptions, 'limits'>): Promise<Recorder> {
    const file = room.path(`statements-${performance.now()}`);
    const preload = new URL(PRELOAD);
    preload.searchParams.set('file', file);
    const server = await serve(room, directory, { ...options, arguments: ['--import', preload.href] });
    return new Recorder(server, openSync(file, 'r'));
  }

  /**
   * Sends each request alone and notes what the server asks until it answers.
   * @throws Error when a request is not answered with 200
   */
  async record(requests: readonly string[]): Promise<Recording> {
    const recorded: (readonly RecordedStatement[])[] = [];
    // The first one makes connections and prepares.
    for (const request of [requests[0] ?? '', ...requests]) {
      const { status, body } = await exchange(this.server, request);
      if (status !== 200) throw new Error(`Nothing to record: ${status} ${body.toString()}`);
      recorded.push(this.#since());
    }
    const scripts = usual(recorded.slice(1)).map((statements) => this.#script(statements));
    return { session: [...this.#session], texts: [...this.#texts], scripts };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    closeSync(this.#file);
    await this.server.process.stop();
  }

  /** What was written since the last time, without what is said once on a new connection: that is kept apart. */
  #since(): readonly RecordedStatement[] {
    const parts: Buffer[] = [];
    for (;;) {
      const part = Buffer.alloc(CHUNK);
      const read = readSync(this.#file, part, 0, CHUNK, this.#place);
      if (read === 0) break;
      this.#place += read;
      parts.push(part.subarray(0, read));
    }
    const lines = Buffer.concat(parts).toString().split('\n').slice(0, -1);
    const statements = lines.map((line): RecordedStatement => JSON.parse(line));
    for (const { text, values } of statements) if (values === undefined) this.#session.add(text);
    return statements.filter(({ values }) => values !== undefined);
  }

  #script(statements: readonly RecordedStatement[]): Script {
    const steps: Asked[][] = [];
    for (const { name, text, values = [], beside } of statements) {
      const asked = { text: this.#numberOf(name, text), values };
      if (beside) steps.at(-1)?.push(asked);
      else steps.push([asked]);
    }
    return steps;
  }

  #numberOf(name: string | undefined, text: string): number {
    const known = this.#texts.findIndex((one) => one.name === name && one.text === text);
    return known >= 0 ? known : this.#texts.push({ name, text }) - 1;
  }
}

/** Those that asked what most asked: a server sweeps and counts now and then, and that belongs to no request. */
export function usual(recorded: readonly (readonly RecordedStatement[])[]): (readonly RecordedStatement[])[] {
  const shape = (statements: readonly RecordedStatement[]) =>
    JSON.stringify(statements.map(({ name, text, beside }) => [name, text, beside]));
  const groups = [...Map.groupBy(recorded, shape).values()];
  return groups.sort((one, other) => other.length - one.length)[0] ?? [];
}

/** The same scripts with other values: `swap` gives undefined where a value stays. */
export function withValues(
  scripts: readonly Script[],
  swap: (value: StatementValue) => StatementValue | undefined,
): readonly Script[] {
  return scripts.map((script) =>
    script.map((step) =>
      step.map(({ text, values }) => ({ text, values: values.map((value) => swap(value) ?? value) })),
    ),
  );
}
