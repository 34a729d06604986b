import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Cores } from '../processes/cores.ts';
import { type RunningProcess, startProcess } from '../processes/running-process.ts';
import type { LoadJob, LoadResult } from './load-job.ts';

const PROGRAM = fileURLToPath(new URL('load-process.ts', import.meta.url));

/** The load generator's process, seen from the benchmark's. */
export class Generator {
  readonly #process: RunningProcess;

  constructor(cores: Cores, logFile: string) {
    this.#process = startProcess({ args: [PROGRAM], core: cores.load, logFile, ipc: true });
  }

  /** @throws Error when the load could not be run at all: nobody answers at that port */
  async run(job: LoadJob): Promise<LoadResult> {
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
