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
    const answer = await exchange(entrant, entrant.requests[0] ?? '');
    const { name, note } = entrant;
    const seen = { bytes: answer.bytes, headers: answer.headers.length };
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

async function measure(room: Room, connections: number, entrant: Entrant, seconds: number): Promise<Round> {
  const { port, ca, requests, pid } = entrant;
  const before = processorSeconds(pid);
  const startedAt = performance.now();
  const result = await (entrant.load?.(seconds) ??
    room.generator.run({ port, ca, connections, requests, seconds, once: false }));
  const after = processorSeconds(pid);
  const elapsed = (performance.now() - startedAt) / 1000;
  const serverBusy = before === undefined || after === undefined ? undefined : (after - before) / elapsed;
  return { ...result, serverBusy };
}

function failures({ refused, broken }: Round): string {
  return refused + broken === 0 ? '' : ` (${refused} refused, ${broken} broken)`;
}
