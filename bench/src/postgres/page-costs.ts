import { Conversation } from '../load/exchange.ts';
import { FILTERS, type Filter, walk } from '../sections/many-people.ts';
import type { Run } from '../sections/run.ts';
import { quantile } from '../statistics.ts';
import type { Directory } from '../targets/directory.ts';
import { authorised, type Requests, type RollcallServer, serve, toJson } from '../targets/rollcall.ts';
import type { StorePages } from './result.ts';

interface Store {
  readonly people: number;
  readonly server: RollcallServer;
  readonly requests: Requests;
}

/** A store that was walked through: where each page begins. */
interface Walked extends Store {
  readonly tenthsMs: readonly number[];
  readonly queries: readonly string[];
}

/**
 * What a page of 100 costs with few people and with many: a walk through everyone of each store, then pages at random
 * places, the stores in turn, so that a machine that slows down slows both.
 */
export async function measurePageCosts(run: Run, directories: readonly Directory[]): Promise<StorePages[]> {
  const stores: Store[] = [];
  for (const directory of directories) {
    const server = await serve(run.room, directory, { limits: false });
    stores.push({ server, people: directory.people, requests: await authorised(server, directory) });
  }
  const measured: StorePages[] = [];
  for (const filter of FILTERS) {
    const walked: Walked[] = [];
    for (const store of stores) walked.push(await walkThrough(run, store, filter));
    measured.push(...(await sample(walked, filter, run.options.quick ? 30 : 1000)));
  }
  await Promise.all(stores.map(({ server }) => server.process.stop()));
  return measured;
}

async function walkThrough(run: Run, store: Store, filter: Filter): Promise<Walked> {
  const walked = await walk(store.server, store.requests, filter);
  const [first, last] = [walked.tenthsMs[0], walked.tenthsMs.at(-1)].map((ms) => ms?.toFixed(2));
  run.report(`Walk through ${store.people.toLocaleString('en')}, filter ${filter}: ${first} … ${last} ms a page`);
  return { ...store, ...walked };
}

async function sample(walked: readonly Walked[], filter: Filter, samples: number): Promise<StorePages[]> {
  // Not before all have been walked through: a server does not wait for ever on a connection where nothing comes.
  const conversations = await Promise.all(walked.map(({ server }) => Conversation.begin(server)));
  const times = walked.map((): number[] => []);
  for (let turn = 0; turn < samples; turn += 1) {
    for (const [which, { requests, queries }] of walked.entries()) {
      const request = requests.list(queries[Math.floor(Math.random() * queries.length)] ?? '');
      const startedAt = performance.now();
      const answer = await conversations[which]?.ask(request);
      times[which]?.push(performance.now() - startedAt);
      if (answer !== undefined) toJson(request, answer);
    }
  }
  await Promise.all(conversations.map((conversation) => conversation[Symbol.asyncDispose]()));
  return walked.map(({ people, tenthsMs }, which) => {
    const measured = times[which] ?? [];
    const randomMs = { p50: quantile(measured, 0.5), p95: quantile(measured, 0.95) };
    return { people, filter, tenthsMs, randomMs, samples };
  });
}
