import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type RunningProcess, startProcess } from '../processes/running-process.ts';
import type { LoadJob, LoadResult } from './load-job.ts';
import type { StatementJob } from './statement-job.ts';

const PROGRAMS = {
  requests: fileURLToPath(new URL('load-process.ts', import.meta.url)),
  statements: fileURLToPath(new URL('statement-process.ts', import.meta.url)),
} as const;

/** What each kind of load is told. */
interface Jobs {
  readonly requests: LoadJob;
  readonly statements: StatementJob;
}

/** A load generator's process, seen from the benchmark's. */
export class Generator<Kind extends keyof Jobs = 'requests'> {
  readonly #process: RunningProcess;

  constructor(kind: Kind, core: number | undefined, logFile: string) {
    this.#process = startProcess({ args: [PROGRAMS[kind]], core, logFile, ipc: true });
  }

  get pid(): number | undefined {
    return this.#process.child.pid;
  }

  /** @throws Error when the load could not be run at all: nobody answers at that port */
  async run(job: Jobs[Kind]): Promise<LoadResult> {
    const { child } = this.#process;
    const answer = Promise.race([
      once(child, 'message'),
      this.#process.exited.then(() => {
        throw new Error('The load generator ended before its job was done.');
      }),
    ]);
    child.send(job);
    const [message]: { result?: LoadResult; error?: string }[] = await answer;
    if (message?.result === undefined) throw new Error(`The load could not be run: ${message?.error ?? 'no reason'}.`);
    return message.result;
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }
}
