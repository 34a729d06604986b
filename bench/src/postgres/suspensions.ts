import { compare, type Entrant } from '../comparison.ts';
import { suspendedPeople } from '../sections/comparisons.ts';
import { activePeople } from '../sections/people.ts';
import { type ChangePeople, SuspendLoad, type Verb } from '../sections/suspend.ts';
import { type Recording, withValues } from '../targets/recorded-statements.ts';
import type { Requests } from '../targets/rollcall.ts';
import { authoriseAll } from './applications.ts';
import { together } from './contenders.ts';
import { type Ground, type Measured, namesOf, statementJob, TITLES } from './courses.ts';
import { measureWriteAhead } from './write-ahead.ts';

/** What a change of somebody asks, once for each application, and whom it was recorded with. */
type Recorded = Readonly<Record<Verb, Recording>> & { readonly people: readonly string[] };

/**
 * Suspensions and reactivations, each of which changes somebody. Every contender has people of its own. Afterwards the
 * store is asked how many are suspended.
 */
export async function measureSuspensions(ground: Ground, id: string, title: string): Promise<Measured> {
  const { run, contenders, directories } = ground;
  const all = await authoriseAll(contenders.first, directories);
  const [any] = all;
  const [directory] = directories;
  if (any === undefined || directory === undefined) throw new Error('There is no application to ask with.');
  const people = await activePeople(contenders.first, any, run.settings.people);
  const recorded = await recordChanges(ground, all, people);
  const rest = people.slice(recorded.people.length);
  const loads: SuspendLoad[] = [];
  const entrants = [...contenders.bare(neverAsked), ...contenders.servers([])].map((entrant, which): Entrant => {
    const change = which < 2 ? bareChange(ground, recorded, which + 1) : httpChange(ground, all, entrant);
    const load = new SuspendLoad(
      rest.filter((_, index) => index % 4 === which),
      change,
    );
    loads.push(load);
    return { ...entrant, load: (seconds) => load.run(seconds) };
  });
  const [bare, bareTwo, one, two] = entrants;
  const inTurn = [bare, one, bareTwo, two].filter((entrant) => entrant !== undefined);
  const before = await suspendedPeople(directory);
  const bout = { id, title, entrants: inTurn };
  const comparison = await compare(run.room, run.settings, bout, run.report);
  const weigh = async () => (await loads[2]?.run(run.settings.seconds))?.succeeded ?? 0;
  const writeAhead = await measureWriteAhead(ground.database, title, weigh);
  const expected = loads.reduce((sum, { suspended }) => sum + suspended, 0);
  const found = (await suspendedPeople(directory)) - before;
  if (found !== expected) {
    run.caveat(`The store holds ${found} more suspended people than before; ${expected} were to be suspended.`);
  }
  const asked = { operation: TITLES.suspend, limits: ground.limits, steps: namesOf(recorded.suspend) };
  return { comparison, asked, writeAhead };
}

/** The loads of these entrants are their own: whom they change is kept count of. */
function neverAsked(): never {
  throw new Error('A load of suspensions has people of its own.');
}

/** Suspends somebody with each application and takes it back, with a server that writes down what it asks. */
async function recordChanges(
  { recorder }: Ground,
  all: readonly Requests[],
  active: readonly string[],
): Promise<Recorded> {
  const people = active.slice(0, all.length);
  const changes = (verb: Verb) => people.flatMap((id, index) => all[index]?.change(id, verb) ?? []);
  const suspend = await recorder.record(changes('suspend'));
  const reactivate = await recorder.record(changes('reactivate'));
  return { suspend, reactivate, people };
}

function bareChange(ground: Ground, recorded: Recorded, processes: number): ChangePeople {
  return async (ids, verb, seconds) => {
    const parts = Array.from({ length: processes }, (_, which) =>
      ids.filter((__, index) => index % processes === which),
    );
    const { scripts, ...rest } = recorded[verb];
    const known = new Set(recorded.people);
    const options = { seconds, processes: processes === 1 ? 1 : 2, once: true } as const;
    const jobs = parts.map((part) => {
      const about = part.map((id, index) =>
        withValues(scripts.slice(index % scripts.length, (index % scripts.length) + 1), (value) =>
          typeof value === 'string' && known.has(value) ? id : undefined,
        ),
      );
      return statementJob(ground, { ...rest, scripts: about.flat() }, options);
    });
    const results = await ground.contenders.runBare(jobs);
    const changed = parts.flatMap((part, which) => part.slice(0, results[which]?.sent));
    return { result: together(results), changed };
  };
}

function httpChange({ run }: Ground, all: readonly Requests[], { port, ca, beside }: Entrant): ChangePeople {
  const { connections } = run.settings;
  const morePorts = beside ? [beside.port] : [];
  return async (ids, verb, seconds) => {
    const requests = ids.flatMap((id, index) => all[index % all.length]?.change(id, verb) ?? []);
    const job = { port, ca, morePorts, connections, requests, seconds, once: true };
    const result = await run.room.generator.run(job);
    return { result, changed: ids.slice(0, result.sent) };
  };
}
