import type { TestContext } from 'node:test';
import { type Running, startService } from '../../support/rollcall.ts';
import { request } from './request.ts';

/** One `rollcall serve` after the other, at one place of a deployment. */
export class Server {
  readonly #context: TestContext;
  readonly #args: readonly string[];
  readonly #url: string;
  #running: (Running & { readonly port: number; readonly telemetryPort: number }) | undefined;

  constructor(context: TestContext, url: string, args: readonly string[] = []) {
    this.#context = context;
    this.#url = url;
    this.#args = args;
  }

  get port(): number {
    return this.#run.port;
  }

  /** What it wrote to its log. */
  get log(): string {
    return this.#run.output().stderr;
  }

  /** Starts it, on ports of its own. Resolves when it answers. */
  async start(): Promise<void> {
    const words = ['serve', '--http', '--host', '127.0.0.1', '--log-level', 'warn', ...this.#args];
    const running = await startService(this.#context, words, { env: { ROLLCALL_DATABASE_URL: this.#url } });
    const { base_url, telemetry_url } = running.line;
    this.#running = { ...running, port: portOf(base_url), telemetryPort: portOf(telemetry_url) };
  }

  /** Ends it. @returns its exit code; null where a signal ended it */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    return this.#run.stop(signal);
  }

  freeze(): void {
    this.#run.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#run.child.kill('SIGCONT');
  }

  /** The status of `readyz` or `healthz`. */
  async probe(name: 'readyz' | 'healthz'): Promise<number> {
    return (await request({ port: this.#run.telemetryPort, method: 'GET', path: `/${name}` })).status;
  }

  /** The value of a metric without labels. */
  async metric(name: string): Promise<number> {
    const { json: text } = await request({ port: this.#run.telemetryPort, method: 'GET', path: '/metrics' });
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  }

  get #run() {
    if (this.#running === undefined) throw new Error('The server has not been started.');
    return this.#running;
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
