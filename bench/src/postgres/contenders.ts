import type { Entrant } from '../comparison.ts';
import { Generator } from '../load/generator.ts';
import type { LoadResult } from '../load/load-job.ts';
import type { StatementJob } from '../load/statement-job.ts';
import type { Room } from '../room.ts';
import type { MeasuredDatabase } from '../targets/database.ts';
import type { Directory } from '../targets/directory.ts';
import { type RollcallServer, serve } from '../targets/rollcall.ts';

/** Connections to the database of each process: what `--database-connections` is unless given. */
export const POOL = 16;

/** Names in the result. The first is the one every ratio of the others is made with. */
export const ONE = 'Rollcall';
export const TWO = 'Rollcall, two servers';
export const BARE = 'the statements alone';
export const BARE_TWO = 'the statements alone, two processes';

/** What measures one operation against the database: one and two servers, one and two processes without a server. */
export class Contenders implements AsyncDisposable {
  readonly first: RollcallServer;
  readonly second: RollcallServer;
  readonly #bare: readonly [Generator<'statements'>, Generator<'statements'>];
  readonly #database: MeasuredDatabase;

  private constructor(parts: {
    readonly first: RollcallServer;
    readonly second: RollcallServer;
    readonly bare: readonly [Generator<'statements'>, Generator<'statements'>];
    readonly database: MeasuredDatabase;
  }) {
    this.first = parts.first;
    this.second = parts.second;
    this.#bare = parts.bare;
    this.#database = parts.database;
  }

  static async start(
    room: Room,
    database: MeasuredDatabase,
    directory: Directory,
    options: { readonly limits: boolean; readonly arguments: readonly string[] },
  ): Promise<Contenders> {
    const { server: core, secondServer } = room.cores;
    const first = await serve(room, directory, { ...options, core });
    const second = await serve(room, directory, { limits: options.limits, core: secondServer });
    const bareOn = (at: number | undefined) => new Generator('statements', at, room.path('statements.log'));
    return new Contenders({ first, second, bare: [bareOn(core), bareOn(secondServer)], database });
  }

  /** One and two servers under the same requests. */
  servers(requests: readonly string[]): readonly [Entrant, Entrant] {
    const { first, second } = this;
    const database = () => this.#database.processorSeconds();
    const one = { name: ONE, port: first.port, ca: undefined, pid: first.process.child.pid, requests, database };
    const beside = { port: second.port, pid: second.process.child.pid };
    return [one, { ...one, name: TWO, beside }];
  }

  /** One and two processes that ask what a server asks. */
  bare(load: (processes: 1 | 2, seconds: number) => Promise<LoadResult>): readonly [Entrant, Entrant] {
    const [first, second] = this.#bare;
    const database = () => this.#database.processorSeconds();
    const one = { name: BARE, port: 0, ca: undefined, pid: first.pid, requests: [], database };
    const beside = { port: 0, pid: second.pid };
    return [
      { ...one, load: (seconds) => load(1, seconds) },
      { ...one, name: BARE_TWO, beside, load: (seconds) => load(2, seconds) },
    ];
  }

  /** Gives each process a job of its own, at the same time. */
  runBare(jobs: readonly StatementJob[]): Promise<LoadResult[]> {
    return Promise.all(this.#bare.slice(0, jobs.length).map((process, which) => process.run(jobs[which] ?? noJob())));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const running = [this.first.process, this.second.process, ...this.#bare];
    await Promise.all(running.map((one) => one.stop()));
  }
}

function noJob(): never {
  throw new Error('There is no job for a process.');
}

/** What processes did at the same time. The larger of their latencies: a quantile of a mixture cannot be told. */
export function together(results: readonly LoadResult[]): LoadResult {
  const sum = (read: (result: LoadResult) => number) => results.reduce((total, result) => total + read(result), 0);
  const most = (read: (result: LoadResult) => number) => Math.max(...results.map(read));
  return {
    succeeded: sum((result) => result.succeeded),
    refused: sum((result) => result.refused),
    broken: sum((result) => result.broken),
    statuses: {},
    firstFailure: results.find(({ firstFailure }) => firstFailure !== undefined)?.firstFailure,
    sent: sum((result) => result.sent),
    seconds: most((result) => result.seconds),
    perSecond: sum((result) => result.perSecond),
    bytes: sum((result) => result.bytes),
    latencyMs: { p50: most((result) => result.latencyMs.p50), p99: most((result) => result.latencyMs.p99) },
    generatorBusy: most((result) => result.generatorBusy),
  };
}
