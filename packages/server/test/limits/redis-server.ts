import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';

const START_DEADLINE_MS = 10_000;
const POLL_MS = 20;

/** The first of these programs on the path. No package of npm brings one without downloading it at install. */
const PROGRAM = ['valkey-server', 'redis-server']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find((file) => existsSync(file) && spawnSync(file, ['--version']).status === 0);

/** Why tests with a real one are left out; false where there is one. */
export const noRedis: string | false =
  PROGRAM === undefined && 'neither valkey-server nor redis-server is on the PATH (Debian has packages of these names)';

/** A real Redis or Valkey of its own, on a socket in a temporary folder. */
export class RedisServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'rollcall-redis-'));
  #process: ChildProcess | undefined;

  get url(): string {
    return `unix://${join(this.#folder, 'redis.sock')}`;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const settings = [
      '--port',
      '0',
      '--unixsocket',
      join(this.#folder, 'redis.sock'),
      '--save',
      '',
      '--dir',
      this.#folder,
    ];
    this.#process = spawn(String(PROGRAM), settings, { stdio: 'ignore' });
    const deadline = performance.now() + START_DEADLINE_MS;
    for (;;) {
      const client = new Redis(join(this.#folder, 'redis.sock'), { lazyConnect: true, retryStrategy: null });
      client.on('error', () => {});
      try {
        await client.connect();
        return;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await delay(POLL_MS);
      } finally {
        client.disconnect();
      }
    }
  }

  /** SIGSTOP freezes it, SIGCONT wakes it. */
  signal(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }

  async kill(): Promise<void> {
    const running = this.#process;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
