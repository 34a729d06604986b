import { Failure } from '../failure.ts';
import type { ValuesOf } from '../options/option.ts';
import { printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { Cleanup } from '../service/until-stopped.ts';
import { listenForClient } from './listen-for-client.ts';
import type { localListenerOptions } from './listener-options.ts';
import { type RecordedExchange, readRecording } from './recording.ts';
import { createReplayer } from './replayer.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Replays a recording until all of it was asked for, or a signal comes.
 *
 * @throws Failure naming the first difference, or what was not asked for
 */
export async function replay(
  file: string,
  options: ValuesOf<typeof localListenerOptions> & { readonly json: boolean },
): Promise<void> {
  const recorded = await readRecording(file);
  const cleanup = new Cleanup();
  const over = Promise.withResolvers<void>();
  for (const signal of SIGNALS) process.once(signal, () => over.resolve());
  const replayer = createReplayer(recorded);
  try {
    const { baseUrl, caFile } = await listenForClient(options, cleanup, async (request) => {
      const answer = await replayer.answer(request);
      // The answer goes out first.
      if (replayer.replayed === recorded.length) setImmediate(over.resolve);
      return answer;
    });
    const account = accountOf(recorded);
    const place = { base_url: baseUrl, ca_file: caFile, account_id: account, requests: recorded.length };
    if (options.json) printLine(JSON.stringify(place));
    else
      printLine(
        `${renderFields(
          Object.entries(place).map(([name, value]) => [name, String(value ?? 'none')] as const),
          tableStyle(),
        )}\n`,
      );
    await over.promise;
  } finally {
    await cleanup.run();
  }
  const told = `${replayer.replayed} of ${recorded.length} requests came as recorded.`;
  if (replayer.firstDifference !== undefined) throw new Failure(`${told} ${replayer.firstDifference}`);
  if (replayer.next !== undefined) {
    const { number, exchange } = replayer.next;
    throw new Failure(`${told} Request ${number} did not come: ${exchange.request.method} ${exchange.request.target}.`);
  }
  printLine(told);
}

/** The account that the recording is about. */
function accountOf(recorded: readonly RecordedExchange[]): string | undefined {
  for (const { request } of recorded) {
    const account = /\/accounts\/([A-Z2-7]{26})(?:\/|$|\?)/.exec(request.target)?.[1];
    if (account !== undefined) return account;
  }
  return undefined;
}
