import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { quantile } from '../statistics.ts';
import { AnswerReader } from './answer-reader.ts';
import type { Destination, LoadJob, LoadResult } from './load-job.ts';

/** An answer that takes longer than this never comes. */
const LOST_AFTER_MS = 15_000;
/** A server that fails this often has nothing to measure. */
const MAX_BROKEN = 1_000;

/** Keeps every connection busy with one request at a time, over keep-alive sockets, and counts what comes back. */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const run = new LoadRun(job);
  return run.result();
}

class LoadRun {
  readonly #job: LoadJob;
  readonly #requests: readonly Buffer[];
  readonly #statuses = new Map<number, number>();
  readonly #latencies: number[] = [];
  #sent = 0;
  #broken = 0;
  #bytes = 0;
  #firstFailure: string | undefined;
  #startedAt = 0;
  #endedAt = 0;
  #stopAt = 0;

  constructor(job: LoadJob) {
    this.#job = job;
    this.#requests = job.requests.map((request) => Buffer.from(request));
  }

  async result(): Promise<LoadResult> {
    const { connections, ca, port, morePorts = [] } = this.#job;
    const destinations = [port, ...morePorts].map((one) => ({ port: one, ca }));
    const lanes = Array.from(
      { length: connections },
      (_, lane) => destinations[lane % destinations.length] ?? this.#job,
    );
    const sockets = await Promise.all(lanes.map(open));
    const processor = process.cpuUsage();
    this.#startedAt = performance.now();
    this.#stopAt = this.#startedAt + this.#job.seconds * 1000;
    await Promise.all(sockets.map((socket, lane) => this.#work(socket, lanes[lane] ?? this.#job)));
    const { user, system } = process.cpuUsage(processor);
    const elapsed = (performance.now() - this.#startedAt) / 1000;
    return this.#summary((user + system) / 1e6 / elapsed);
  }

  /** One connection, and the next one where the server closes it, until the load is over. */
  async #work(first: Socket, destination: Destination): Promise<void> {
    let socket = first;
    while (await this.#converse(socket)) {
      try {
        socket = await open(destination);
      } catch (error) {
        this.#fail(error);
        return;
      }
    }
  }

  /** Resolves when the connection is over: true if there is more to send. */
  #converse(socket: Socket): Promise<boolean> {
    return new Promise((resolve) => {
      let sentAt = 0;
      let waiting = false;
      const send = () => {
        const request = this.#next();
        if (request === undefined) return void socket.end();
        waiting = true;
        sentAt = performance.now();
        socket.write(request);
      };
      const reader = new AnswerReader(({ status, bytes, closes }) => {
        if (!waiting) return void socket.destroy(new Error('An answer that nobody asked for.'));
        waiting = false;
        this.#count(status, bytes, sentAt);
        if (closes) socket.end();
        else send();
      });
      socket.on('data', (data: Buffer) => {
        try {
          reader.push(data);
        } catch (error) {
          socket.destroy(error instanceof Error ? error : undefined);
        }
      });
      let reason: unknown;
      socket.on('error', (error) => {
        reason = error;
      });
      socket.setTimeout(LOST_AFTER_MS, () => socket.destroy(new Error('No answer came.')));
      socket.once('close', () => {
        if (waiting) this.#fail(reason ?? new Error('The connection closed before the answer.'));
        resolve(this.#hasNext());
      });
      send();
    });
  }

  #hasNext(): boolean {
    if (performance.now() >= this.#stopAt || this.#broken >= MAX_BROKEN) return false;
    return !this.#job.once || this.#sent < this.#requests.length;
  }

  #next(): Buffer | undefined {
    if (!this.#hasNext()) return undefined;
    const request = this.#requests[this.#sent % this.#requests.length];
    this.#sent += 1;
    return request;
  }

  #count(status: number, bytes: number, sentAt: number): void {
    const now = performance.now();
    // Answers behind the end come from fewer and fewer connections: they would only blur the rate.
    if (!this.#job.once && now > this.#stopAt) return;
    this.#endedAt = now;
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    this.#bytes += bytes;
    this.#latencies.push(now - sentAt);
    if (status < 200 || status > 299) this.#firstFailure ??= `status ${status}`;
  }

  #fail(error: unknown): void {
    this.#broken += 1;
    this.#firstFailure ??= error instanceof Error ? error.message : String(error);
  }

  #summary(generatorBusy: number): LoadResult {
    const answers = [...this.#statuses];
    const total = answers.reduce((sum, [, count]) => sum + count, 0);
    const succeeded = answers.reduce((sum, [status, count]) => sum + (status >= 200 && status < 300 ? count : 0), 0);
    const seconds = this.#job.once ? (this.#endedAt - this.#startedAt) / 1000 : this.#job.seconds;
    const latency = (share: number) => (total === 0 ? 0 : quantile(this.#latencies, share));
    return {
      succeeded,
      refused: total - succeeded,
      broken: this.#broken,
      statuses: Object.fromEntries(answers),
      firstFailure: this.#firstFailure,
      sent: this.#sent,
      seconds,
      perSecond: succeeded === 0 ? 0 : succeeded / seconds,
      bytes: this.#bytes,
      latencyMs: { p50: latency(0.5), p99: latency(0.99) },
      generatorBusy,
    };
  }
}

/** A connection to a server on this machine. @throws the system's error when it cannot be had */
export function open({ port, ca }: Destination): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const address = { host: '127.0.0.1', port, noDelay: true };
    const socket = ca === undefined ? connectPlain(address) : connectTls({ ...address, ca, servername: 'localhost' });
    socket.once('error', reject);
    socket.once(ca === undefined ? 'connect' : 'secureConnect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
