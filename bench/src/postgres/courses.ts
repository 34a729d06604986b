import { compare } from '../comparison.ts';
import type { StatementJob, StatementValue } from '../load/statement-job.ts';
import type { Comparison } from '../result.ts';
import { activePeople, pageQueries } from '../sections/people.ts';
import type { Run } from '../sections/run.ts';
import type { MeasuredDatabase } from '../targets/database.ts';
import type { Directory } from '../targets/directory.ts';
import type { Recorder, Recording } from '../targets/recorded-statements.ts';
import { type Requests, tokenRequest } from '../targets/rollcall.ts';
import { authoriseAll } from './applications.ts';
import { type Contenders, POOL, together } from './contenders.ts';
import type { AskedStatements, WriteAhead } from './result.ts';
import { measureWriteAhead } from './write-ahead.ts';

/** How many different people and pages are asked for in turn. */
const DIFFERENT = { people: 1024, pages: 128 };

export type Course = 'get' | 'list' | 'token';

export const TITLES: Readonly<Record<Course | 'suspend', string>> = {
  get: 'Get user',
  list: 'List page of 100',
  token: 'Token',
  suspend: 'Suspend or reactivate',
};

export interface Measured {
  readonly comparison: Comparison;
  readonly asked: AskedStatements;
  readonly writeAhead: WriteAhead;
}

/** What all measurements against one store share. */
export interface Ground {
  readonly run: Run;
  readonly database: MeasuredDatabase;
  readonly limits: boolean;
  readonly url: string;
  /** One for each application; the first is used where one will do. */
  readonly directories: readonly Directory[];
  readonly contenders: Contenders;
  readonly recorder: Recorder;
}

/** Measures reads and tokens: requests to servers, in turn with what the requests were seen to ask of the database. */
export async function measureCourse(ground: Ground, course: Course, id: string, title: string): Promise<Measured> {
  const { run, contenders, recorder } = ground;
  const requests = await requestsOf(ground, course);
  const recording = await recorder.record(requests.slice(0, DIFFERENT.people));
  const scripts = course === 'token' ? withFreshTokens(recording) : recording.scripts;
  const [bare, bareTwo] = contenders.bare(async (processes, seconds) => {
    const job = statementJob(ground, { ...recording, scripts }, { seconds, processes, once: false });
    return together(await contenders.runBare(processes === 1 ? [job] : [job, job]));
  });
  const [one, two] = contenders.servers(requests);
  const bout = { id, title, entrants: [bare, one, bareTwo, two] };
  const comparison = await compare(run.room, run.settings, bout, run.report);
  const { connections } = run.settings;
  const job = { port: one.port, ca: one.ca, connections, requests, seconds: run.settings.seconds, once: false };
  const weigh = async () => (await run.room.generator.run(job)).succeeded;
  return {
    comparison,
    asked: { operation: TITLES[course], limits: ground.limits, steps: namesOf(recording) },
    writeAhead: await measureWriteAhead(ground.database, title, weigh),
  };
}

/** What a request asks, by the names of the statements or how they begin. */
export function namesOf({ texts, scripts }: Recording): AskedStatements['steps'] {
  const nameOf = (which: number) => texts[which]?.name ?? texts[which]?.text.trim().slice(0, 30) ?? '';
  return (scripts[0] ?? []).map((step) => step.map(({ text }) => nameOf(text)));
}

async function requestsOf(ground: Ground, course: Course): Promise<readonly string[]> {
  const { run, directories, contenders } = ground;
  if (course === 'token') {
    return directories.map(({ clientId, clientSecret }) =>
      tokenRequest('/v1beta1/users/oauth2/token', clientId, clientSecret),
    );
  }
  const all = await authoriseAll(contenders.first, directories);
  const [any] = all;
  if (any === undefined) throw new Error('There is no application to ask with.');
  const inTurn = (index: number): Requests => all[index % all.length] ?? any;
  if (course === 'list') {
    const queries = await pageQueries(contenders.first, any, DIFFERENT.pages);
    return queries.map((query, index) => inTurn(index).list(query));
  }
  const ids = await activePeople(contenders.first, any, run.settings.people);
  const step = Math.max(Math.floor(ids.length / DIFFERENT.people), 1);
  const people = ids.filter((_, index) => index % step === 0).slice(0, DIFFERENT.people);
  return people.map((id, index) => inTurn(index).get(id));
}

/** The hash of a token that was issued is another one each time: recorded ones are in the store already. */
function withFreshTokens({ scripts, texts }: Recording): Recording['scripts'] {
  const issue = texts.findIndex(({ text }) => text.includes('INSERT INTO rollcall.tokens'));
  return scripts.map((script) =>
    script.map((step) =>
      step.map((asked) => (asked.text === issue ? { ...asked, values: asked.values.map(freshHash) } : asked)),
    ),
  );
}

function freshHash(value: StatementValue): StatementValue {
  return typeof value === 'object' && value !== null && 'bytes' in value ? { fresh: value.bytes.length / 2 } : value;
}

export function statementJob(
  { run, url }: Pick<Ground, 'run' | 'url'>,
  { session, texts, scripts }: Recording,
  options: { readonly seconds: number; readonly processes: 1 | 2; readonly once: boolean },
): StatementJob {
  const { seconds, processes, once } = options;
  return { url, pool: POOL, session, texts, scripts, lanes: run.settings.connections / processes, seconds, once };
}
