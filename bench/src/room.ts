import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Generator } from './load/generator.ts';
import { type Cores, chooseCores } from './processes/cores.ts';
import type { RunningProcess } from './processes/running-process.ts';

/** What one run of the benchmark has open: a folder, the load generator, and the servers. Leaving it closes everything. */
export class Room implements AsyncDisposable {
  readonly cores: Cores;
  readonly folder: string;
  readonly generator: Generator<'requests'>;
  readonly #running = new Set<RunningProcess>();

  /** @param parent where its folder goes; the system's folder for temporary files unless given */
  constructor(parent = tmpdir(), cores: Cores = chooseCores()) {
    this.cores = cores;
    this.folder = mkdtempSync(join(parent, 'rollcall-bench-'));
    this.generator = new Generator('requests', cores.load, this.path('load.log'));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Ends the process with the room, unless it ends before. */
  keep(process: RunningProcess): RunningProcess {
    this.#running.add(process);
    process.exited.then(() => this.#running.delete(process));
    return process;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.generator.stop(), ...[...this.#running].map((process) => process.stop())]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
