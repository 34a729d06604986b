import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./store-process-child.ts', import.meta.url));

/** A store opened by a process of its own, told what to do line by line. */
export class StoreProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    assert.ok(child.stdout);
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** Resolves when the store is open. */
  static async start(dataDir: string, role: 'server' | 'administration'): Promise<StoreProcess> {
    const stdio: ['pipe', 'pipe', 'inherit'] = ['pipe', 'pipe', 'inherit'];
    const started = new StoreProcess(spawn(process.execPath, [CHILD, dataDir, role], { stdio }));
    assert.equal(await started.next(), 'open');
    return started;
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Sends a command and waits until it is done. */
  async ask(...words: readonly string[]): Promise<string> {
    this.tell(...words);
    return this.next();
  }

  tell(...words: readonly string[]): void {
    this.#child.stdin?.write(`${words.join(' ')}\n`);
  }

  /** The next line it says. */
  async next(): Promise<string> {
    const { value, done } = await this.#lines.next();
    assert.ok(!done, 'the process went on talking');
    return value;
  }

  /** Ends it as a power cut would, and collects what it had still said. */
  async kill(): Promise<readonly string[]> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const gone = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await gone;
    }
    const rest: string[] = [];
    for (let line = await this.#lines.next(); !line.done; line = await this.#lines.next()) rest.push(line.value);
    return rest;
  }
}
