import { Conversation } from '../load/exchange.ts';
import type { Destination } from '../load/load-job.ts';
import type { PageCosts } from '../result.ts';
import { median, quantile } from '../statistics.ts';
import type { Directory } from '../targets/directory.ts';
import { authorised, type Requests, serve, toJson } from '../targets/rollcall.ts';
import { compareMany } from './comparisons.ts';
import type { Run } from './run.ts';

export type Filter = PageCosts['pages'][number]['filter'];
export const FILTERS: readonly Filter[] = ['none', 'user.isActive()'];

const WARM_UP_PAGES = 500;

/** What a page costs wherever it lies, and the reads under load, with very many people. */
export async function measureManyPeople(run: Run, directory: Directory): Promise<void> {
  const server = await serve(run.room, directory);
  const requests = await authorised(server, directory);
  const walks: PageCosts['walks'][number][] = [];
  const pages: PageCosts['pages'][number][] = [];
  for (const filter of FILTERS) {
    const { tenthsMs, queries } = await walk(server, requests, filter);
    walks.push({ filter, tenthsMs });
    run.report(
      `Walk, filter ${filter}: first tenth ${tenthsMs[0]?.toFixed(3)} ms a page, last ${tenthsMs.at(-1)?.toFixed(3)}`,
    );
    pages.push(...(await samplePages(server, requests, filter, queries, run.options.quick ? 30 : 300)));
  }
  run.pages = { people: directory.people, pages, walks };
  run.remember(`after walking through ${directory.people.toLocaleString('en')} people twice`, server.process);
  await compareMany(run, server, requests);
  run.remember(`after reads at ${directory.people.toLocaleString('en')} people`, server.process);
  await server.process.stop();
}

/** Everyone, page by page. */
export async function walk(server: Destination, requests: Requests, filter: Filter) {
  const queries: string[] = [];
  const times: number[] = [];
  let token: unknown;
  await using conversation = await Conversation.begin(server);
  // A fresh process is slow at first, whatever it does: the first tenth would pay for that.
  const first = requests.list(queryOf(filter));
  for (let time = 0; time < WARM_UP_PAGES; time += 1) await conversation.ask(first);
  do {
    const query = queryOf(filter) + (token === undefined ? '' : `&page_token=${String(token)}`);
    const request = requests.list(query);
    const startedAt = performance.now();
    const answer = await conversation.ask(request);
    times.push(performance.now() - startedAt);
    queries.push(query);
    token = toJson(request, answer).next_page_token;
  } while (token !== undefined);
  const tenth = Math.max(Math.floor(times.length / 10), 1);
  const tenthsMs = Array.from({ length: 10 }, (_, index) => times.slice(index * tenth, (index + 1) * tenth))
    .filter((part) => part.length > 0)
    .map(median);
  return { queries, tenthsMs };
}

/** The places take turns, so that a machine that slows down slows all of them. */
async function samplePages(
  server: Destination,
  requests: Requests,
  filter: Filter,
  queries: readonly string[],
  samples: number,
): Promise<PageCosts['pages']> {
  const fixed = [1, 1000, 9000].filter((page) => page <= queries.length);
  const random = () => queries[Math.floor(Math.random() * queries.length)] ?? '';
  const places: [string, () => string][] = fixed.map((page) => [`page ${page}`, () => queries[page - 1] ?? '']);
  places.push(['random pages', random]);
  const times = places.map((): number[] => []);
  await using conversation = await Conversation.begin(server);
  for (let sample = 0; sample < samples; sample += 1) {
    for (const [index, [, query]] of places.entries()) {
      const request = requests.list(query());
      const startedAt = performance.now();
      const answer = await conversation.ask(request);
      times[index]?.push(performance.now() - startedAt);
      toJson(request, answer);
    }
  }
  return places.map(([place], index) => {
    const measured = times[index] ?? [];
    return { filter, place, samples, ms: { p50: quantile(measured, 0.5), p95: quantile(measured, 0.95) } };
  });
}

function queryOf(filter: Filter): string {
  return `max_page_size=100${filter === 'none' ? '' : `&filter=${filter}`}`;
}
