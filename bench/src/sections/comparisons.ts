import { compare, type Entrant } from '../comparison.ts';
import { type Exchange, exchange } from '../load/exchange.ts';
import type { Destination } from '../load/load-job.ts';
import { type BareListener, repeating, startBare } from '../targets/bare.ts';
import type { Directory } from '../targets/directory.ts';
import type { Peers } from '../targets/peers.ts';
import { authorised, type Requests, type RollcallServer, serve, tokenRequest } from '../targets/rollcall.ts';
import { rollcall } from '../targets/rollcall-command.ts';
import { activePeople, pageQueries } from './people.ts';
import type { Run } from './run.ts';
import type { Section } from './section.ts';
import { SuspendLoad } from './suspend.ts';

/** How many different people and pages are asked for in turn. */
const DIFFERENT = { people: 1000, pages: 100 };
/** How many of Rollcall's answers the bare server repeats. */
const REPEATED = 100;

/** Over TLS and with very many people, the reads are measured once more: fewer rounds will do. */
const FURTHER_ROUNDS = 5;

/** Loads that are put on Rollcall and on the bare server alike. */
interface Course {
  readonly id: Section;
  readonly title: string;
  readonly requests: readonly string[];
}

/** get, list, token and suspend through the whole stack, paired with the bare server and with the peers. */
export async function comparePlain(run: Run, directory: Directory, peers: Peers): Promise<void> {
  const server = await serve(run.room, directory, { arguments: run.options.serverArguments });
  const requests = await authorised(server, directory);
  run.remember('serving, nobody asked for yet', server.process);
  const courses = [...(await readCourses(run, server, requests, '')), tokenCourse(directory)];
  for (const course of courses.filter(({ id }) => run.wants(id))) {
    await compareCourse(run, server, course, peers.entrants(course.id));
    run.remember(`after ${course.id}`, server.process);
  }
  if (run.wants('suspend')) await compareSuspend(run, server, requests, directory);
  await server.process.stop();
}

/** The same reads over TLS, paired with `node:https` with the same certificate. */
export async function compareTls(run: Run, directory: Directory): Promise<void> {
  const server = await serve(run.room, directory, { tls: true });
  const requests = await authorised(server, directory);
  for (const course of await readCourses(run, server, requests, ' over TLS')) {
    await compareCourse(run, server, course, [], `tls-${course.id}`);
  }
  await server.process.stop();
}

/** The reads once more with many people, spread over all of them. */
export async function compareMany(run: Run, server: RollcallServer, requests: Requests): Promise<void> {
  const title = `, ${run.settings.manyPeople.toLocaleString('en')} people`;
  for (const course of await readCourses(run, server, requests, title)) {
    await compareCourse(run, server, course, [], `many-${course.id}`);
  }
}

async function readCourses(run: Run, server: Destination, requests: Requests, suffix: string): Promise<Course[]> {
  const ids = await activePeople(server, requests, run.settings.people);
  const step = Math.max(Math.floor(ids.length / DIFFERENT.people), 1);
  const people = ids.filter((_, index) => index % step === 0).slice(0, DIFFERENT.people);
  const pages = await pageQueries(server, requests, DIFFERENT.pages);
  return [
    { id: 'get', title: `Get user${suffix}`, requests: people.map((id) => requests.get(id)) },
    { id: 'list', title: `List page of 100${suffix}`, requests: pages.map((query) => requests.list(query)) },
  ];
}

function tokenCourse({ clientId, clientSecret }: Directory): Course {
  const request = tokenRequest('/v1beta1/users/oauth2/token', clientId, clientSecret);
  return { id: 'token', title: 'Token', requests: [request] };
}

async function compareCourse(
  run: Run,
  server: RollcallServer,
  { id, title, requests }: Course,
  peers: readonly Entrant[],
  name: string = id,
): Promise<void> {
  const heard: Exchange[] = [];
  for (const request of requests.slice(0, REPEATED)) heard.push(await exchange(server, request));
  const base = await bareEntrant(run, repeating(heard, server.certificate), server.ca, requests);
  const candidate = { name: 'Rollcall', port: server.port, ca: server.ca, pid: server.process.child.pid, requests };
  const bout = { id: name, title, entrants: [base.entrant, candidate, ...peers] };
  const rounds = name === id ? run.settings.rounds : Math.min(run.settings.rounds, FURTHER_ROUNDS);
  run.add(await compare(run.room, { ...run.settings, rounds }, bout, run.report));
  await base.stop();
}

async function compareSuspend(
  run: Run,
  server: RollcallServer,
  requests: Requests,
  directory: Directory,
): Promise<void> {
  const active = await activePeople(server, requests, run.settings.people);
  const [first = '', ...others] = active;
  const heard = [
    await exchange(server, requests.change(first, 'suspend')),
    await exchange(server, requests.change(first, 'reactivate')),
  ];
  const { port, ca, process } = server;
  const { connections } = run.settings;
  const load = new SuspendLoad(others, async (ids, verb, seconds) => {
    const changes = ids.map((id) => requests.change(id, verb));
    const result = await run.room.generator.run({ port, ca, connections, requests: changes, seconds, once: true });
    return { result, changed: ids.slice(0, result.sent) };
  });
  const sent = others.slice(0, DIFFERENT.people).map((id) => requests.change(id, 'suspend'));
  const base = await bareEntrant(run, repeating(heard), undefined, sent);
  const idle = [requests.change(first, 'reactivate')]; // for the one request that looks at the answer
  const loaded = (seconds: number) => load.run(seconds);
  const candidate = { name: 'Rollcall', port, ca, pid: process.child.pid, requests: idle, load: loaded };
  const bout = { id: 'suspend', title: 'Suspend or reactivate', entrants: [base.entrant, candidate] };
  const before = await suspendedPeople(directory);
  run.add(await compare(run.room, run.settings, bout, run.report));
  run.remember('after suspend', process);
  await base.stop();
  const found = (await suspendedPeople(directory)) - before;
  if (found !== load.suspended) {
    run.caveat(`The store holds ${found} more suspended people than before; ${load.suspended} were to be suspended.`);
  }
}

/** How many people of the account the store itself says are suspended. */
export async function suspendedPeople({ store, accountId }: Directory): Promise<number> {
  const account = await rollcall('account', 'show', accountId, ...store);
  return Number(account.suspended_users);
}

async function bareEntrant(
  run: Run,
  listener: BareListener,
  ca: string | undefined,
  requests: readonly string[],
): Promise<{ readonly entrant: Entrant; stop(): Promise<void> }> {
  const { process, ports } = await startBare(run.room, [listener]);
  const name = ca === undefined ? 'node:http' : 'node:https';
  const entrant = { name, port: ports[0] ?? 0, ca, pid: process.child.pid, requests };
  return { entrant, stop: () => process.stop() };
}
