import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StorageUnavailable } from '../../storage.ts';
import type { Executor } from './executor.ts';
import type { Intention } from './intentions.ts';
import type { BatchOutcome } from './writer.ts';

/** What the writer's thread is started with. */
export interface WriterSettings {
  readonly file: string;
  readonly place: string;
  readonly maxPageCount: number | undefined;
}

/** `.ts` where the source runs as it is, `.js` where it has been built. */
const WORKER = new URL(`./writer-worker${extname(import.meta.url)}`, import.meta.url);

/** In a thread of its own, so that reads here never wait for a disk there. */
export class WorkerExecutor implements Executor {
  readonly #settings: WriterSettings;
  #worker: Worker | undefined;
  #pending: PromiseWithResolvers<BatchOutcome> | undefined;

  constructor(settings: WriterSettings) {
    this.#settings = settings;
    this.#worker = this.#start();
  }

  run(batch: readonly Intention[]): Promise<BatchOutcome> {
    const pending = Promise.withResolvers<BatchOutcome>();
    this.#pending = pending;
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage(batch);
    return pending.promise;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    worker.ref();
    const gone = Promise.withResolvers<void>();
    worker.once('exit', () => gone.resolve());
    worker.postMessage('close');
    await gone.promise;
  }

  #start(): Worker {
    const worker = new Worker(WORKER, { workerData: this.#settings, name: 'rollcall-writer' });
    // An idle writer does not keep a process alive whose work is done.
    worker.unref();
    worker.on('message', (outcome: BatchOutcome) => {
      worker.unref();
      this.#pending?.resolve(outcome);
      this.#pending = undefined;
    });
    worker.on('error', (error) => this.#lose(worker, error));
    worker.on('exit', () => this.#lose(worker, undefined));
    return worker;
  }

  /** A dead thread may have committed before it died: the batch is answered with "unavailable", the next starts anew. */
  #lose(worker: Worker, cause: unknown): void {
    // A thread that failed also ends: by then another may have taken its place.
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#pending?.reject(new StorageUnavailable('The writer stopped. Repeat the call.', { cause }));
    this.#pending = undefined;
  }
}
