import { Conversation } from '../load/exchange.ts';
import { FILTERS, walk } from '../sections/many-people.ts';
import type { Run } from '../sections/run.ts';
import { quantile } from '../statistics.ts';
import type { Directory } from '../targets/directory.ts';
import { authorised, serve, toJson } from '../targets/rollcall.ts';
import type { StorePages } from './result.ts';

/**
 * What a page of 100 costs with few people and with many: a walk through everyone of each store, then pages at random
 * places, the stores in turn, so that a machine that slows down slows both.
 */
export async function measurePageCosts(run: Run, directories: readonly Directory[]): Promise<StorePages[]> {
  const measured: StorePages[] = [];
  const stores = [];
  for (const directory of directories) {
    const server = await serve(run.room, directory, { limits: false });
    stores.push({ server, directory, requests: await authorised(server, directory) });
  }
  for (const filter of FILTERS) {
    const walked = [];
    for (const { server, requests, directory } of stores) {
      const { tenthsMs, queries } = await walk(server, requests, filter);
      const people = directory.people.toLocaleString('en');
      run.report(
        `Walk through ${people}, filter ${filter}: ${tenthsMs[0]?.toFixed(2)} … ${tenthsMs.at(-1)?.toFixed(2)} ms`,
      );
      walked.push({ server, people: directory.people, requests, tenthsMs, queries });
    }
    const sampled = [];
    // Not before all have been walked through: a server does not wait for ever on a connection where nothing comes.
    for (const one of walked) sampled.push({ ...one, conversation: await Conversation.begin(one.server), times: [0] });
    for (const { times } of sampled) times.length = 0;
    for (let sample = 0; sample < (run.options.quick ? 30 : 1000); sample += 1) {
      for (const { requests, queries, conversation, times } of sampled) {
        const request = requests.list(queries[Math.floor(Math.random() * queries.length)] ?? '');
        const startedAt = performance.now();
        const answer = await conversation.ask(request);
        times.push(performance.now() - startedAt);
        toJson(request, answer);
      }
    }
    for (const { people, tenthsMs, conversation, times } of sampled) {
      await conversation[Symbol.asyncDispose]();
      const randomMs = { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
      measured.push({ people, filter, tenthsMs, randomMs, samples: times.length });
    }
  }
  await Promise.all(stores.map(({ server }) => server.process.stop()));
  return measured;
}
