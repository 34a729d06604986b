import { exchange } from './load/exchange.ts';
import type { Destination, LoadResult } from './load/load-job.ts';
import { processorSeconds } from './processes/running-process.ts';
import type { Comparison, Contender, Round, Settings } from './result.ts';
import type { Room } from './room.ts';

/** Someone to be measured. */
export interface Entrant extends Destination {
  readonly name: string;
  readonly pid: number | undefined;
  readonly requests: readonly string[];
  readonly note?: string;
  /** A server beside it that does the same: every other connection goes there. */
  readonly beside?: { readonly port: number; readonly pid: number | undefined };
  /** Processor seconds that a database behind it has used. */
  readonly database?: () => number | undefined;
  /** Puts its own load on instead of `requests` in turn for so many seconds. */
  readonly load?: (seconds: number) => Promise<LoadResult>;
}

export interface Bout {
  readonly id: string;
  readonly title: string;
  readonly entrants: readonly Entrant[];
}

/**
 * Measures the entrants in turn, round after round (A B A B …), after a warm-up of each, so that whatever else the
 * machine does meets all of them alike.
 */
export async function compare(
  room: Room,
  settings: Settings,
  { id, title, entrants }: Bout,
  report: (line: string) => void,
): Promise<Comparison> {
  const contenders: (Omit<Contender, 'rounds'> & { rounds: Round[] })[] = [];
  for (const entrant of entrants) {
    const { name, note } = entrant;
    const seen = await look(entrant);
    contenders.push({ name, answer: seen, rounds: [], ...(note !== undefined && { note }) });
  }
  for (const entrant of entrants) await measure(room, settings.connections, entrant, settings.warmUpSeconds);
  for (let round = 1; round <= settings.rounds; round += 1) {
    const rates: string[] = [];
    for (const [index, entrant] of entrants.entries()) {
      const measured = await measure(room, settings.connections, entrant, settings.seconds);
      contenders[index]?.rounds.push(measured);
      rates.push(`${entrant.name} ${Math.round(measured.perSecond)}/s${failures(measured)}`);
    }
    report(`${title}, round ${round} of ${settings.rounds}: ${rates.join(' · ')}`);
  }
  return { id, title, contenders };
}

/** The answer to its first request. Who is asked without HTTP shows none. */
async function look(entrant: Entrant): Promise<Contender['answer']> {
  const [request] = entrant.requests;
  if (request === undefined) return { bytes: 0, headers: 0 };
  const { bytes, headers } = await exchange(entrant, request);
  return { bytes, headers: headers.length };
}

async function measure(room: Room, connections: number, entrant: Entrant, seconds: number): Promise<Round> {
  const { port, ca, requests, pid, beside } = entrant;
  const pids = beside === undefined ? [pid] : [pid, beside.pid];
  const before = [sumOf(pids.map(processorSeconds)), entrant.database?.()] as const;
  const startedAt = performance.now();
  const result = await (entrant.load?.(seconds) ??
    room.generator.run({
      port,
      ca,
      connections,
      requests,
      seconds,
      once: false,
      morePorts: beside ? [beside.port] : [],
    }));
  const after = [sumOf(pids.map(processorSeconds)), entrant.database?.()] as const;
  const elapsed = (performance.now() - startedAt) / 1000;
  const [serverBusy, databaseBusy] = [0, 1].map((which) => share(before[which], after[which], elapsed));
  return { ...result, serverBusy, ...(entrant.database && { databaseBusy }) };
}

function sumOf(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce<number | undefined>(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  );
}

function share(before: number | undefined, after: number | undefined, elapsed: number): number | undefined {
  return before === undefined || after === undefined ? undefined : (after - before) / elapsed;
}

function failures({ refused, broken }: Round): string {
  return refused + broken === 0 ? '' : ` (${refused} refused, ${broken} broken)`;
}
